"""Codes as readers really send them, and what each must be. All people are invented."""

import unicodedata
from dataclasses import dataclass

FIELDS = (
    "092090000123",
    "360000123",
    "Nguyễn Văn Mẫu",
    "15021990",
    "Nam",
    "12 Đường Mẫu, Cái Khế, Ninh Kiều, Cần Thơ",
    "01052021",
)
CARD = "|".join(FIELDS)
WOMAN = "092190000456||Trần Thị Thử|00001990|Nữ|Khu vực 3, An Hòa, Ninh Kiều, Cần Thơ|02062022"
DOSSIER = "H13.35.07-261120-0001"


def card_with(place: int, value: str) -> str:
    """Return the invented card with one field replaced."""
    return "|".join((*FIELDS[:place], value, *FIELDS[place + 1 :]))


def full_width(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)


@dataclass(frozen=True)
class Case:
    """`doubt` is one that must be named (for unknown codes the reason); empty when the scan is certain."""

    name: str
    text: str
    kind: str
    doubt: str = ""


def _case(kind: str, doubt: str, **texts: str) -> tuple[Case, ...]:
    return tuple(Case(name, text, kind, doubt) for name, text in texts.items())


CERTAIN_CARDS = _case(
    "card",
    "",
    plain=CARD,
    woman_year_only=WOMAN,
    no_old_number=card_with(1, ""),
    extra_fields=CARD + "|092090000999|Nguyễn Văn Cha|Trần Thị Mẹ",
    extra_empty_field=CARD + "|",
    line_feed=CARD + "\n",
    carriage_return=CARD + "\r\n",
    tab_end=CARD + "\t",
    byte_order_mark="\ufeff" + CARD,
    start_and_end_of_text=f"\x02{CARD}\x03",
    decomposed=unicodedata.normalize("NFD", CARD),
    aim=f"]Q1{CARD}",
    blanks_around_fields=CARD.replace("|", " | "),
    glued_twice=CARD + CARD,
    two_lines=f"{CARD}\r{CARD}\r",
    twice_by_tab=f"{CARD}\t{CARD}\t",
    twice_by_aim=f"]Q1{CARD}]Q1{CARD}",
    three_times=CARD * 3,
    capitals=card_with(2, "NGUYỄN VĂN MẪU"),
    other_tone_place=card_with(2, "Nguyễn Thanh Hoà"),
    highland_name=card_with(2, "H'Hen Niê"),
    khmer_name=card_with(2, "Thạch Sà Rết"),
    unaccented_but_right=card_with(2, "Phan Thanh Nam"),
    month_and_year=card_with(3, "00021990"),
    four_digit_year=card_with(3, "1990"),
    abbreviations=card_with(5, "Số 12/3A, KV3, P. An Bình, Q. Ninh Kiều, TP. Cần Thơ"),
    highland_address=card_with(5, "Buôn Krông, Xã Cư M'gar, Đắk Lắk"),
    twelve_digit_old_number=card_with(1, "092090000999"),
)
DOUBTFUL_CARDS = (
    *_case("card", "number_wrong_length", eleven=card_with(0, "09209000012"), thirteen=card_with(0, "0920900001234")),
    *_case("card", "number_wrong_length", head_lost=CARD[3:]),
    *_case("card", "number_unreadable", letter_in_number=card_with(0, "O92090000123")),
    *_case("card", "province_unknown", province=card_with(0, "999090000123")),
    *_case("card", "sex_contradicts", other_sex=card_with(4, "Nữ"), sex_digit=card_with(0, "092190000123")),
    *_case("card", "birth_year_contradicts", other_year=card_with(3, "15021991"), century=card_with(0, "092290000123")),
    *_case("card", "birth_in_future", born_tomorrow=card_with(3, "15022990")),
    *_case("card", "birth_too_old", very_old=card_with(3, "15021790")),
    *_case("card", "birth_unreadable", no_such_day=card_with(3, "31021990"), letters=card_with(3, "l5021990")),
    *_case("card", "birth_missing", no_birth=card_with(3, "")),
    *_case("card", "issued_before_birth", too_early=card_with(6, "01051980")),
    *_case("card", "issued_in_future", tomorrow=card_with(6, "24112026")),
    *_case("card", "issued_missing", no_issue=card_with(6, "")),
    *_case("card", "issued_unreadable", cut_issue=CARD[:-2], rubbish_behind=CARD + "xyz"),
    *_case("card", "old_number_unreadable", eight=card_with(1, "36000012"), letters_old=card_with(1, "36000O123")),
    *_case("card", "sex_unreadable", question=card_with(4, "N?"), bare=card_with(4, "Nu"), english=card_with(4, "M")),
    *_case("card", "name_missing", nameless=card_with(2, "")),
    *_case("card", "name_single_word", one_word=card_with(2, "Nguyễn")),
    *_case(
        "card",
        "name_mangled",
        telex=card_with(2, "Nguyeenx Vawn Maaux"),
        telex_tone_late=card_with(2, "Tran Thij Hoaf"),
        vni=card_with(2, "Nguye64n Va8n Ma64u"),
        question_marks=card_with(2, "Nguy?n V?n M?u"),
        replacement=card_with(2, "Nguy\ufffdn V\ufffdn"),
        wrong_code_page=card_with(2, "Nguyễn Văn Mẫu".encode().decode("cp1252")),
        latin_1=card_with(2, "Trần Thị Hoà".encode().decode("latin-1")),
        two_tones=card_with(2, "Nguyễ́n Văn Mẫu"),
        wrong_tone=card_with(2, "Nguyễn Văn Phùc"),
        capital_inside=card_with(2, "NguyễN VăN Mẫu"),
        digit=card_with(2, "Nguyễn Văn Mẫu1"),
    ),
    *_case(
        "card",
        "letters_missing",
        dropped=card_with(2, "Nguyn Vn Mu"),
        one_letter=card_with(2, "L Minh"),
        nguyen_hurt=card_with(2, "Ngyễn Văn Mẫu"),
    ),
    *_case("card", "accents_missing", stripped=card_with(2, "Nguyen Van Mau"), stopped=card_with(2, "Lê Minh Duc")),
    *_case(
        "card",
        "case_changed",
        caps_lock=card_with(2, "nGUYỄN vĂN mẪU"),
        lower=card_with(2, "nguyễn văn mẫu"),
        first_letter_lost=card_with(2, "rần Văn Mẫu"),
    ),
    *_case(
        "card",
        "address_mangled",
        address_dropped=card_with(5, "12 ng Mu, Ci Kh, Ninh Kiu, Cn Th"),
        address_telex=card_with(5, "12 DDuwowngf Maaux, Casi Kheess, Caanf Thow"),
        address_vni=card_with(5, "12 D9u7o72ng Ma64u, Ca62n Tho7"),
        address_question=card_with(5, "12 ???ng M?u, C?n Th?"),
        address_code_page=card_with(5, "12 Đường Mẫu, Cần Thơ".encode().decode("latin-1")),
    ),
    *_case("card", "address_accents_missing", address_stripped=card_with(5, "12 Duong Mau, Cai Khe, Can Tho")),
    *_case("card", "address_missing", no_address=card_with(5, "")),
    *_case("card", "full_width", widened=full_width(CARD)),
    *_case("card", "separator_changed", tabs=CARD.replace("|", "\t"), back_slashes=CARD.replace("|", "\\")),
    *_case("card", "field_missing", old_number_dropped=CARD.replace("|360000123|", "|")),
    *_case("card", "line_break", broken=CARD.replace("Mẫu, ", "Mẫu,\r\n")),
    *_case("card", "control_characters", control=CARD.replace("Mẫu,", "Mẫu\x07,")),
    *_case("card", "input_method", aim_by_telex=f"ưQ1{CARD}"),
    *_case("card", "layout_unknown", other_order="092090000123|Nguyễn Văn Mẫu|Nam|Cần Thơ|15021990|01052021|x"),
    *_case("card", "truncated", after_number=CARD[:13], after_name=CARD[:38], after_birth=CARD[:47]),
)
DOSSIERS = (
    *_case(
        "dossier",
        "",
        own=DOSSIER,
        dossier_lower=DOSSIER.lower(),
        dossier_enter=DOSSIER + "\r",
        dossier_aim=f"]C1{DOSSIER}",
        dossier_twice=DOSSIER * 2,
        dossier_blanks=f"  {DOSSIER}  ",
        first_generation="000.17.22.H56-210531-0001",
        first_generation_lower="000.17.22.h56-210531-0001",
        short_authority="H13-261120-12345",
        third_generation="G09.20-20260609-0092637",
        third_generation_short_date="H13.035.07-260609-010001",
    ),
    *_case("dossier", "letter_for_digit", o_for_0="H13.35.O7-26112O-OOO1", l_for_1="Hl3.35.07-261120-000I"),
    *_case("dossier", "full_width", dossier_wide=full_width(DOSSIER)),
    *_case("dossier", "day_in_future", tomorrow_code="H13.35.07-261124-0001"),
    *_case("dossier", "day_too_early", last_century="H13.35.07-070101-0001"),
)
OWN = (
    *_case(
        "ticket", "", field_ticket="1001", letter_ticket="A001", third="B203\r\n", low="a001", bar="TK-261123-11001-54"
    ),
    *_case("ticket", "not_of_today", yesterday="TK-261122-11001-33"),
    *_case("badge", "", badge="BG-000123-20", badge_low="bg-000123-20\t"),
)
UNKNOWN = (
    *_case("unknown", "empty", nothing="", blanks=" \r\n\t", only_bom="\ufeff"),
    *_case("unknown", "too_long", endless="x" * 5000),
    *_case(
        "unknown",
        "two_codes",
        two=f"{CARD}\n{WOMAN}",
        glued=CARD + WOMAN,
        mixed=f"{CARD}\r{DOSSIER}\r",
        tickets="A001\nA002",
    ),
    *_case("unknown", "two_codes", two_cut=f"{CARD[:60]}\n{WOMAN[:60]}"),
    *_case("unknown", "impossible_date", month_13="H13.35.07-261323-0001", sequence_0="H13.35.07-261120-0000"),
    *_case(
        "unknown",
        "truncated_dossier",
        cut="H13.35.07-2611",
        no_number="H13.35.07-261120-",
        three="H13.35.07-261120-000",
    ),
    *_case("unknown", "truncated_dossier", no_head="35.07-261120-0001", only_authority="H13.35.07"),
    *_case("unknown", "truncated_card", half_number="0920900|", no_separators=CARD.replace("|", ""), tail=CARD[26:]),
    *_case("unknown", "number_only", bare_number="092090000123"),
    *_case("unknown", "old_number_only", nine_digits="360000123"),
    *_case("unknown", "tax_number", tax="0100233488", branch="0314409058-002"),
    *_case("unknown", "article_number", ean_13="8934563138165", ean_8="96385074", upc="725272730706"),
    *_case("unknown", "book_number", isbn="9786041234567"),
    *_case("unknown", "gs1", gs1="]C10108934563138162172611301012345AB"),
    *_case("unknown", "web_address", url="https://example.vn/a?b=c|d", www="www.example.com", host="example.gov.vn/x"),
    *_case("unknown", "vneid", vneid="https://vneid.gov.vn/q/abc", scheme="vneid:abcdef"),
    *_case("unknown", "wifi", wifi="WIFI:T:WPA;S:khach;P:12345678;;"),
    *_case("unknown", "contact", vcard="BEGIN:VCARD\nVERSION:3.0\nN:Mẫu\nEND:VCARD", mail="mailto:a@example.vn"),
    *_case("unknown", "payment", bank="00020101021138540010A00000072701240006970436"),
    *_case("unknown", "health_insurance", bhyt="DN4929212345678|4e677579e1bb856e|15/02/1990|1|x|y|z|$"),
    *_case("unknown", "health_insurance", bhyt_number="092090000123|4e677579e1bb856e|15/02/1990|1|x|y|z|$"),
    *_case("unknown", "passport", passport="P<VNMNGUYEN<<VAN<MAU<<<<"),
    *_case("unknown", "post", parcel="EE123456789VN"),
    *_case("unknown", "procedure_code", procedure="1.001193", long_procedure="2.000908.000.00.00.H61"),
    *_case("unknown", "token", opaque="eyJhbGciOiJI.eyJzdWIi.abc", base="QWxhZGRpbjpvcGVuIHNlc2FtZQ0123456789+/=="),
    *_case("unknown", "own_code_misread", wrong_badge="BG-000124-20", wrong_ticket="TK-261123-11002-54"),
    *_case(
        "unknown",
        "foreign",
        word="hello",
        pipes="|||||||",
        pipe="|",
        list_="a|b|c|d|e|f|g",
        ticket_0="A000",
        x="X12345",
    ),
    *_case("unknown", "digits", three_digits="123", ticket_by_0="0001", ten_zeros="0000000000", two_tickets="10011001"),
)
CORPUS = (*CERTAIN_CARDS, *DOUBTFUL_CARDS, *DOSSIERS, *OWN, *UNKNOWN)
