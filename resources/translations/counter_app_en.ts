<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ConflictsPage</name>
    <message numerus="yes">
        <source>%n waiting for a decision</source>
        <translation>
            <numerusform>%n waiting for a decision</numerusform>
            <numerusform>%n waiting for a decision</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DevicesPage</name>
    <message numerus="yes">
        <source>Go on without the internet for %n minute(s)?</source>
        <translation>
            <numerusform>Go on without the internet for %n minute?</numerusform>
            <numerusform>Go on without the internet for %n minutes?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Go on without the office&apos;s hub for %n minute(s)?</source>
        <translation>
            <numerusform>Go on without the office&apos;s hub for %n minute?</numerusform>
            <numerusform>Go on without the office&apos;s hub for %n minutes?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Go on without printers for %n minute(s)?</source>
        <translation>
            <numerusform>Go on without printers for %n minute?</numerusform>
            <numerusform>Go on without printers for %n minutes?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DossierPapers</name>
    <message numerus="yes">
        <source>%n paper(s) filed.</source>
        <translation>
            <numerusform>%n paper filed.</numerusform>
            <numerusform>%n papers filed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{there} of %n page(s) at the city</source>
        <translation>
            <numerusform>{there} of %n page at the city</numerusform>
            <numerusform>{there} of %n pages at the city</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DossiersPage</name>
    <message numerus="yes">
        <source>%n dossier(s) for “{text}”</source>
        <translation>
            <numerusform>%n dossier for “{text}”</numerusform>
            <numerusform>%n dossiers for “{text}”</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FactsPanel</name>
    <message numerus="yes">
        <source>%n original(s)</source>
        <translation>
            <numerusform>%n original</numerusform>
            <numerusform>%n originals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n certified</source>
        <translation>
            <numerusform>%n certified</numerusform>
            <numerusform>%n certified</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photocopies</source>
        <translation>
            <numerusform>%n photocopy</numerusform>
            <numerusform>%n photocopies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HandingOver</name>
    <message numerus="yes">
        <source>List {list}: %n dossier(s) handed over to {desk}.</source>
        <translation>
            <numerusform>List {list}: %n dossier handed over to {desk}.</numerusform>
            <numerusform>List {list}: %n dossiers handed over to {desk}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dossier(s) on the new list</source>
        <translation>
            <numerusform>%n dossier on the new list</numerusform>
            <numerusform>%n dossiers on the new list</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IntakeAside</name>
    <message numerus="yes">
        <source>Dossier · %n form(s) aside: F3</source>
        <translation>
            <numerusform>Dossier · %n form aside: F3</numerusform>
            <numerusform>Dossier · %n forms aside: F3</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IntakeLeft</name>
    <message numerus="yes">
        <source>Printing %n receipt(s) …</source>
        <translation>
            <numerusform>Printing %n receipt …</numerusform>
            <numerusform>Printing %n receipts …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{codes} and %n more</source>
        <translation>
            <numerusform>{codes} and %n more</numerusform>
            <numerusform>{codes} and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n receipt(s) may not have come out before: {codes}</source>
        <translation>
            <numerusform>%n receipt may not have come out before: {codes}</numerusform>
            <numerusform>%n receipts may not have come out before: {codes}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n receipt(s) printed.</source>
        <translation>
            <numerusform>%n receipt printed.</numerusform>
            <numerusform>%n receipts printed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The dossiers are saved. F11 goes on printing, %n left.</source>
        <translation>
            <numerusform>The dossiers are saved. F11 goes on printing, %n left.</numerusform>
            <numerusform>The dossiers are saved. F11 goes on printing, %n left.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IntakePending</name>
    <message numerus="yes">
        <source>%n result(s) ready</source>
        <translation>
            <numerusform>%n result ready</numerusform>
            <numerusform>%n results ready</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dossier(s) in progress</source>
        <translation>
            <numerusform>%n dossier in progress</numerusform>
            <numerusform>%n dossiers in progress</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutagePanel</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutboxPage</name>
    <message numerus="yes">
        <source>%n event(s) not sent yet</source>
        <translation>
            <numerusform>%n event not sent yet</numerusform>
            <numerusform>%n events not sent yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) not sent yet</source>
        <translation>
            <numerusform>%n file not sent yet</numerusform>
            <numerusform>%n files not sent yet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PinBar</name>
    <message numerus="yes">
        <source>Wait another %n s. Esc leaves everything as it was.</source>
        <translation>
            <numerusform>Wait another %n s. Esc leaves everything as it was.</numerusform>
            <numerusform>Wait another %n s. Esc leaves everything as it was.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RegisterSection</name>
    <message numerus="yes">
        <source>%n dossier(s)</source>
        <translation>
            <numerusform>%n dossier</numerusform>
            <numerusform>%n dossiers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RehearsalBar</name>
    <message numerus="yes">
        <source>%n min left</source>
        <translation>
            <numerusform>%n min left</numerusform>
            <numerusform>%n min left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncStrip</name>
    <message numerus="yes">
        <source>%n unsent</source>
        <translation>
            <numerusform>%n unsent</numerusform>
            <numerusform>%n unsent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused, set aside (Ctrl+3)</source>
        <translation>
            <numerusform>%n refused, set aside (Ctrl+3)</numerusform>
            <numerusform>%n refused, set aside (Ctrl+3)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This counter works alone; %n kept here</source>
        <translation>
            <numerusform>This counter works alone; %n kept here</numerusform>
            <numerusform>This counter works alone; %n kept here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not at the city yet</source>
        <translation>
            <numerusform>%n not at the city yet</numerusform>
            <numerusform>%n not at the city yet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message numerus="yes">
        <source>%n dossier(s)</source>
        <translation>
            <numerusform>%n dossier</numerusform>
            <numerusform>%n dossiers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Watching</name>
    <message numerus="yes">
        <source>%n waiting for a decision</source>
        <translation>
            <numerusform>%n waiting for a decision</numerusform>
            <numerusform>%n waiting for a decision</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WithWhom</name>
    <message numerus="yes">
        <source>%n dossier(s) given to {officer}.</source>
        <translation>
            <numerusform>%n dossier given to {officer}.</numerusform>
            <numerusform>%n dossiers given to {officer}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dossier(s)</source>
        <translation>
            <numerusform>%n dossier</numerusform>
            <numerusform>%n dossiers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ticked</source>
        <translation>
            <numerusform>%n ticked</numerusform>
            <numerusform>%n ticked</numerusform>
        </translation>
    </message>
</context>
</TS>
