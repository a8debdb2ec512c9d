<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>This counter</source>
        <translation>Quầy này</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>Cán bộ</translation>
    </message>
    <message>
        <source>name as it is printed on the receipt</source>
        <translation>họ tên như in trên giấy tiếp nhận</translation>
    </message>
    <message>
        <source>Officer, language and look</source>
        <translation>Cán bộ, ngôn ngữ và giao diện</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Giới thiệu</translation>
    </message>
    <message>
        <source>Use this name</source>
        <translation>Dùng tên này</translation>
    </message>
    <message>
        <source>Name the officer</source>
        <translation>Ghi tên cán bộ</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Sáng</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Tối</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Tương phản cao</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>Back to the intake page</source>
        <translation>Về trang tiếp nhận</translation>
    </message>
    <message>
        <source>Type the officer&apos;s name first.</source>
        <translation>Hãy nhập tên cán bộ trước.</translation>
    </message>
    <message>
        <source>Choose this officer</source>
        <translation>Chọn cán bộ này</translation>
    </message>
    <message>
        <source>Receipts now bear this name.</source>
        <translation>Từ giờ giấy tiếp nhận ghi tên này.</translation>
    </message>
</context>
<context>
    <name>ActForms</name>
    <message>
        <source>Fee left: {fee}.</source>
        <translation>Còn phải nộp: {fee}.</translation>
    </message>
    <message>
        <source>May collect: {names}.</source>
        <translation>Người được nhận: {names}.</translation>
    </message>
    <message>
        <source>Collector</source>
        <translation>Người nhận</translation>
    </message>
    <message>
        <source>scan the card, or type the name</source>
        <translation>quét thẻ hoặc nhập họ tên</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Số</translation>
    </message>
    <message>
        <source>By what right</source>
        <translation>Tư cách nhận</translation>
    </message>
    <message>
        <source>empty for the applicant; letter of authority …</source>
        <translation>để trống nếu là người nộp; giấy ủy quyền …</translation>
    </message>
    <message>
        <source>Receipt lost</source>
        <translation>Mất giấy hẹn</translation>
    </message>
    <message>
        <source>x when the receipt is not given back</source>
        <translation>x nếu không nộp lại giấy tiếp nhận</translation>
    </message>
    <message>
        <source>Give out the result</source>
        <translation>Trả kết quả</translation>
    </message>
    <message>
        <source>Also missing</source>
        <translation>Thiếu thêm</translation>
    </message>
    <message>
        <source>Why again</source>
        <translation>Lý do yêu cầu lại</translation>
    </message>
    <message>
        <source>the supervisor&apos;s reason</source>
        <translation>lý do của lãnh đạo</translation>
    </message>
    <message>
        <source>Ask for papers (02)</source>
        <translation>Yêu cầu bổ sung (02)</translation>
    </message>
    <message>
        <source>All that is missing, once. The term stands still until it comes.</source>
        <translation>Nêu đủ mọi giấy tờ còn thiếu trong một lần. Thời hạn tạm dừng cho đến khi nộp đủ.</translation>
    </message>
    <message>
        <source>Promised: {due}. One new date is allowed.</source>
        <translation>Đã hẹn: {due}. Chỉ được hẹn lại một lần.</translation>
    </message>
    <message>
        <source>Apologise and extend (04)</source>
        <translation>Xin lỗi và gia hạn (04)</translation>
    </message>
    <message>
        <source>New date</source>
        <translation>Ngày hẹn mới</translation>
    </message>
    <message>
        <source>17:00 27/11/2026</source>
        <translation>17:00 27/11/2026</translation>
    </message>
    <message>
        <source>Still asked for: {items}.</source>
        <translation>Còn chờ bổ sung: {items}.</translation>
    </message>
    <message>
        <source>Agreed date</source>
        <translation>Ngày thỏa thuận</translation>
    </message>
    <message>
        <source>only where a date is agreed: 17:00 27/11/2026</source>
        <translation>chỉ khi có ngày hẹn thỏa thuận: 17:00 27/11/2026</translation>
    </message>
    <message>
        <source>Papers are complete</source>
        <translation>Đã bổ sung đủ</translation>
    </message>
    <message>
        <source>Wait for a payment elsewhere</source>
        <translation>Chờ nghĩa vụ tài chính</translation>
    </message>
    <message>
        <source>A tax notice, for example. The term stands still until it is paid.</source>
        <translation>Ví dụ thông báo thuế. Thời hạn tạm dừng cho đến khi nộp xong.</translation>
    </message>
    <message>
        <source>Payment was made</source>
        <translation>Đã hoàn thành nghĩa vụ tài chính</translation>
    </message>
    <message>
        <source>Hand over to a desk</source>
        <translation>Bàn giao cho bộ phận</translation>
    </message>
    <message>
        <source>With a list of one; several at once are handed over on the page Work.</source>
        <translation>Lập danh sách một hồ sơ; bàn giao nhiều hồ sơ ở trang Công việc.</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Bộ phận</translation>
    </message>
    <message>
        <source>empty: back to the counter</source>
        <translation>để trống: về bộ phận một cửa</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Nhận bàn giao</translation>
    </message>
    <message>
        <source>Give to a colleague</source>
        <translation>Giao cho đồng nghiệp</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>Đồng nghiệp</translation>
    </message>
    <message>
        <source>Finish with a result</source>
        <translation>Hoàn thành, có kết quả</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Kết quả</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Ngày</translation>
    </message>
    <message>
        <source>27/11/2026</source>
        <translation>27/11/2026</translation>
    </message>
    <message>
        <source>Put on the shelf</source>
        <translation>Xếp lên kệ</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Vị trí</translation>
    </message>
    <message>
        <source>B-3</source>
        <translation>B-3</translation>
    </message>
    <message>
        <source>Hand to the post</source>
        <translation>Giao bưu điện</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>Đơn vị bưu chính</translation>
    </message>
    <message>
        <source>Tracking number</source>
        <translation>Mã vận đơn</translation>
    </message>
    <message>
        <source>Cancel a fee receipt</source>
        <translation>Hủy biên lai</translation>
    </message>
    <message>
        <source>Its number is never used again.</source>
        <translation>Số biên lai này không được dùng lại.</translation>
    </message>
    <message>
        <source>Fee receipt</source>
        <translation>Số biên lai</translation>
    </message>
    <message>
        <source>Waive the fee</source>
        <translation>Miễn phí, lệ phí</translation>
    </message>
    <message>
        <source>1 at receipt, 2 at a supplement, 4 at the return</source>
        <translation>1 khi tiếp nhận, 2 khi bổ sung, 4 khi trả kết quả</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Số tiền</translation>
    </message>
    <message>
        <source>Taken at</source>
        <translation>Thời điểm thu</translation>
    </message>
    <message>
        <source>By transfer</source>
        <translation>Chuyển khoản</translation>
    </message>
    <message>
        <source>x when it came by transfer</source>
        <translation>x nếu nộp bằng chuyển khoản</translation>
    </message>
    <message>
        <source>The receipt&apos;s number as it stands in the book or at its provider.</source>
        <translation>Số biên lai ghi trong quyển hoặc do nhà cung cấp cấp.</translation>
    </message>
    <message>
        <source>Take the fee</source>
        <translation>Thu phí, lệ phí</translation>
    </message>
    <message>
        <source>This ends the dossier. It can be undone for ten minutes.</source>
        <translation>Hồ sơ kết thúc tại đây. Có thể hoàn tác trong mười phút.</translation>
    </message>
    <message>
        <source>Refuse (03)</source>
        <translation>Từ chối (03)</translation>
    </message>
    <message>
        <source>Stop (05)</source>
        <translation>Dừng giải quyết (05)</translation>
    </message>
    <message>
        <source>Withdraw for the applicant</source>
        <translation>Người nộp rút hồ sơ</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>tick above, or type</source>
        <translation>đánh dấu ở trên hoặc nhập</translation>
    </message>
</context>
<context>
    <name>ActPanel</name>
    <message>
        <source>What now</source>
        <translation>Xử lý</translation>
    </message>
    <message>
        <source>What can be done with this dossier</source>
        <translation>Những việc có thể làm với hồ sơ này</translation>
    </message>
    <message>
        <source>Tick with Space</source>
        <translation>Đánh dấu bằng phím cách</translation>
    </message>
    <message>
        <source>F9 does it and prints the paper. Esc goes back.</source>
        <translation>F9 thực hiện và in giấy. Esc quay lại.</translation>
    </message>
    <message>
        <source>F9 does it. Esc goes back.</source>
        <translation>F9 thực hiện. Esc quay lại.</translation>
    </message>
</context>
<context>
    <name>AppWindow</name>
    <message>
        <source>Intake</source>
        <translation>Tiếp nhận</translation>
    </message>
    <message>
        <source>Dossiers</source>
        <translation>Hồ sơ</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>Hộp chờ gửi</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Khác biệt</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Thiết bị</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Giới thiệu</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Công việc</translation>
    </message>
    <message>
        <source>Go to: {page}</source>
        <translation>Đến trang: {page}</translation>
    </message>
    <message>
        <source>Find a dossier</source>
        <translation>Tìm hồ sơ</translation>
    </message>
    <message>
        <source>Why? And all keys</source>
        <translation>Vì sao? Và mọi phím</translation>
    </message>
    <message>
        <source>End the rehearsal</source>
        <translation>Kết thúc diễn tập</translation>
    </message>
    <message>
        <source>End a rehearsed outage early</source>
        <translation>Kết thúc sớm diễn tập sự cố</translation>
    </message>
    <message>
        <source>Keys of this page</source>
        <translation>Phím của trang này</translation>
    </message>
    <message>
        <source>Keys everywhere</source>
        <translation>Phím ở mọi trang</translation>
    </message>
</context>
<context>
    <name>Checklist</name>
    <message>
        <source>Papers of the dossier</source>
        <translation>Thành phần hồ sơ</translation>
    </message>
    <message>
        <source>Orig.</source>
        <translation>Chính</translation>
    </message>
    <message>
        <source>Cert.</source>
        <translation>Sao</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Chụp</translation>
    </message>
</context>
<context>
    <name>ChecklistModel</name>
    <message>
        <source>Papers</source>
        <translation>Giấy tờ</translation>
    </message>
    <message>
        <source>Orig.</source>
        <translation>Chính</translation>
    </message>
    <message>
        <source>Cert.</source>
        <translation>Sao</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Chụp</translation>
    </message>
    <message>
        <source>Originals</source>
        <translation>Bản chính</translation>
    </message>
    <message>
        <source>Certified copies</source>
        <translation>Bản sao có chứng thực</translation>
    </message>
    <message>
        <source>Photocopies</source>
        <translation>Bản chụp</translation>
    </message>
    <message>
        <source>{name} (if there is one)</source>
        <translation>{name} (nếu có)</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>Procedures found</source>
        <translation>Thủ tục tìm thấy</translation>
    </message>
</context>
<context>
    <name>ChoicesModel</name>
    <message>
        <source>{name}, pinned</source>
        <translation>{name}, đã ghim</translation>
    </message>
</context>
<context>
    <name>Confirmation</name>
    <message>
        <source>no date promised</source>
        <translation>không hẹn ngày</translation>
    </message>
    <message>
        <source>Registered. Due {due}. {paper}</source>
        <translation>Đã tiếp nhận. Hẹn trả {due}. {paper}</translation>
    </message>
    <message>
        <source>The receipt is being printed …</source>
        <translation>Đang in giấy tiếp nhận …</translation>
    </message>
    <message>
        <source>Receipt: {state}{reason}</source>
        <translation>Giấy tiếp nhận: {state}{reason}</translation>
    </message>
    <message>
        <source>Reprint {number}: {state}{reason}</source>
        <translation>In lại lần {number}: {state}{reason}</translation>
    </message>
    <message>
        <source>F9 or F10 prints again.</source>
        <translation>F9 hoặc F10 để in lại.</translation>
    </message>
</context>
<context>
    <name>ConflictSidePanel</name>
    <message>
        <source>shown now</source>
        <translation>đang hiển thị</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>Cán bộ</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Tại</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Lúc</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>đã chọn</translation>
    </message>
</context>
<context>
    <name>ConflictsPage</name>
    <message>
        <source>Conflicts</source>
        <translation>Khác biệt</translation>
    </message>
    <message>
        <source>No two officers disagree.</source>
        <translation>Không có mục nào khác nhau giữa hai cán bộ.</translation>
    </message>
    <message>
        <source>When two counters change the same field unseen, both values come here.</source>
        <translation>Khi hai quầy cùng sửa một mục mà chưa thấy nhau, cả hai giá trị hiện ở đây.</translation>
    </message>
    <message>
        <source>First value</source>
        <translation>Giá trị thứ nhất</translation>
    </message>
    <message>
        <source>Second value</source>
        <translation>Giá trị thứ hai</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>why this value is right; it stays in the record</source>
        <translation>vì sao giá trị này đúng; được lưu trong quá trình</translation>
    </message>
    <message>
        <source>Reason: {reason}</source>
        <translation>Lý do: {reason}</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Thứ nhất</translation>
    </message>
    <message>
        <source>Choose the first value</source>
        <translation>Chọn giá trị thứ nhất</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>Thứ hai</translation>
    </message>
    <message>
        <source>Choose the second value</source>
        <translation>Chọn giá trị thứ hai</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Quyết định</translation>
    </message>
    <message>
        <source>Keep the chosen value, with reason</source>
        <translation>Giữ giá trị đã chọn, kèm lý do</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Kiểm tra lại</translation>
    </message>
    <message>
        <source>Ask what is still open</source>
        <translation>Kiểm tra lại mục còn chờ</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở</translation>
    </message>
    <message>
        <source>Open the row&apos;s dossier</source>
        <translation>Mở hồ sơ của dòng này</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>Back to the intake page</source>
        <translation>Về trang tiếp nhận</translation>
    </message>
    <message>
        <source>the papers say so</source>
        <translation>đúng theo giấy tờ</translation>
    </message>
    <message>
        <source>the other is a slip</source>
        <translation>bên kia gõ nhầm</translation>
    </message>
    <message>
        <source>the applicant confirmed it</source>
        <translation>người nộp xác nhận</translation>
    </message>
    <message>
        <source>this one is newer</source>
        <translation>giá trị mới hơn</translation>
    </message>
    <message>
        <source>Why does somebody have to choose?</source>
        <translation>Vì sao phải có người chọn?</translation>
    </message>
    <message>
        <source>Two officers changed the same field without having seen each other&apos;s change.</source>
        <translation>Hai cán bộ đã sửa cùng một mục mà chưa thấy bản sửa của nhau.</translation>
    </message>
    <message>
        <source>Both values are kept for ever, whichever is chosen, and so is the decision.</source>
        <translation>Dù chọn bên nào, cả hai giá trị và quyết định đều được lưu mãi.</translation>
    </message>
    <message>
        <source>Number, receipt time and due date stay as they were until a person decides.</source>
        <translation>Mã số, giờ nhận và ngày hẹn giữ nguyên cho đến khi có người quyết định.</translation>
    </message>
    <message>
        <source>No value is chosen yet.</source>
        <translation>Chưa chọn giá trị nào.</translation>
    </message>
    <message>
        <source>Press 1 or 2, then give a reason.</source>
        <translation>Bấm 1 hoặc 2, rồi ghi lý do.</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>thiếu</translation>
    </message>
    <message>
        <source>A decision needs a reason.</source>
        <translation>Quyết định cần có lý do.</translation>
    </message>
    <message>
        <source>Type it or press Alt+1 to Alt+4.</source>
        <translation>Gõ lý do hoặc bấm Alt+1 đến Alt+4.</translation>
    </message>
    <message>
        <source>Decided: {field} of {code}.</source>
        <translation>Đã quyết định: {field} của {code}.</translation>
    </message>
    <message>
        <source>Both values stay in the dossier&apos;s record.</source>
        <translation>Cả hai giá trị vẫn nằm trong quá trình của hồ sơ.</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting for a decision</source>
        <translation>
            <numerusform>%n mục chờ quyết định</numerusform>
        </translation>
    </message>
    <message>
        <source>No machine chooses this: the law asks for a person.</source>
        <translation>Máy không tự chọn mục này: luật cần người quyết định.</translation>
    </message>
    <message>
        <source>this counter</source>
        <translation>quầy này</translation>
    </message>
    <message>
        <source>another counter ({device})</source>
        <translation>quầy khác ({device})</translation>
    </message>
    <message>
        <source>Dossier</source>
        <translation>Hồ sơ</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>Người nộp</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Mục</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Các giá trị</translation>
    </message>
</context>
<context>
    <name>CorrectionPanel</name>
    <message>
        <source>Correct this dossier</source>
        <translation>Sửa hồ sơ này</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Họ tên</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Số định danh</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Điện thoại</translation>
    </message>
    <message>
        <source>Organisation name</source>
        <translation>Tên tổ chức</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Email</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>Thủ tục</translation>
    </message>
    <message>
        <source>Missing, because</source>
        <translation>Thiếu vì</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Số bản</translation>
    </message>
    <message>
        <source>Sets</source>
        <translation>Số bộ</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Hẹn trả</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>Return at</source>
        <translation>Trả tại</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Người khác nộp</translation>
    </message>
    <message>
        <source>Their number</source>
        <translation>Số định danh</translation>
    </message>
    <message>
        <source>Their phone</source>
        <translation>Điện thoại</translation>
    </message>
    <message>
        <source>Letter of authority</source>
        <translation>Giấy ủy quyền</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>why this is corrected; it stays in the record</source>
        <translation>vì sao sửa; lý do được lưu cùng hồ sơ</translation>
    </message>
</context>
<context>
    <name>DevicesPage</name>
    <message>
        <source>Devices</source>
        <translation>Thiết bị</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Kiểm tra lại</translation>
    </message>
    <message>
        <source>Ask every machine how it is</source>
        <translation>Kiểm tra lại mọi thiết bị</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>Back to the intake page</source>
        <translation>Về trang tiếp nhận</translation>
    </message>
    <message>
        <source>Asking …</source>
        <translation>Đang kiểm tra …</translation>
    </message>
    <message numerus="yes">
        <source>Go on without the internet for %n minute(s)?</source>
        <translation>
            <numerusform>Làm việc không có Internet trong %n phút?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Go on without the office&apos;s hub for %n minute(s)?</source>
        <translation>
            <numerusform>Làm việc không có máy chủ trung tâm trong %n phút?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Go on without printers for %n minute(s)?</source>
        <translation>
            <numerusform>Làm việc không có máy in trong %n phút?</numerusform>
        </translation>
    </message>
    <message>
        <source>Work goes on and nothing is lost. Ctrl+Shift+E ends it early.</source>
        <translation>Vẫn tiếp nhận như thường, không mất gì. Ctrl+Shift+E để kết thúc sớm.</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Bắt đầu</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Để sau</translation>
    </message>
    <message>
        <source>The rehearsal has begun.</source>
        <translation>Diễn tập đã bắt đầu.</translation>
    </message>
    <message>
        <source>Its report will be in the folder “reports” beside the store.</source>
        <translation>Báo cáo sẽ nằm trong thư mục “reports” cạnh kho dữ liệu.</translation>
    </message>
</context>
<context>
    <name>DossierActs</name>
    <message>
        <source>Give out the result that lies ready</source>
        <translation>Trả kết quả đang chờ</translation>
    </message>
    <message>
        <source>Undo what was done last, within ten minutes</source>
        <translation>Hoàn tác việc vừa làm, trong mười phút</translation>
    </message>
    <message>
        <source>What now</source>
        <translation>Xử lý</translation>
    </message>
    <message>
        <source>What can be done with this dossier</source>
        <translation>Những việc có thể làm với hồ sơ này</translation>
    </message>
    <message>
        <source>Give out</source>
        <translation>Trả kết quả</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Hoàn tác</translation>
    </message>
    <message>
        <source>F4 shows what can be done.</source>
        <translation>F4 cho biết những việc có thể làm.</translation>
    </message>
    <message>
        <source>Nothing can be undone here.</source>
        <translation>Không có gì để hoàn tác.</translation>
    </message>
    <message>
        <source>Only the last act, by this counter, within ten minutes. Ctrl+E corrects.</source>
        <translation>Chỉ hoàn tác được việc cuối cùng, do quầy này làm, trong mười phút. Ctrl+E để đính chính.</translation>
    </message>
    <message>
        <source>Nothing more can be done with it.</source>
        <translation>Không còn việc nào có thể làm.</translation>
    </message>
    <message>
        <source>{act}: done.</source>
        <translation>{act}: đã xong.</translation>
    </message>
    <message>
        <source>Now: {status}. Ctrl+Z undoes it within ten minutes.</source>
        <translation>Hiện tại: {status}. Ctrl+Z hoàn tác trong mười phút.</translation>
    </message>
    <message>
        <source>Undone: {act}. Both stay in the record.</source>
        <translation>Đã hoàn tác: {act}. Cả hai đều được lưu vết.</translation>
    </message>
    <message>
        <source>Now: {status}.</source>
        <translation>Hiện tại: {status}.</translation>
    </message>
    <message>
        <source>“{act}” by {officer} does not count: {other} did “{first}” at {at}.</source>
        <translation>“{act}” của {officer} không được tính: {other} đã thực hiện “{first}” lúc {at}.</translation>
    </message>
    <message>
        <source>Both did it at the same time; nothing is lost. F4 shows what can be done now.</source>
        <translation>Hai người làm cùng lúc; không mất dữ liệu. F4 cho biết những việc có thể làm.</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Đã có kết quả</translation>
    </message>
    <message>
        <source>Finished, still at {place}</source>
        <translation>Đã xong, còn ở {place}</translation>
    </message>
    <message>
        <source>On its way by post</source>
        <translation>Đang gửi bưu điện</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>Đang giải quyết</translation>
    </message>
    <message>
        <source>Waits for papers: {items}</source>
        <translation>Chờ bổ sung: {items}</translation>
    </message>
    <message>
        <source>Waits for a payment</source>
        <translation>Chờ nghĩa vụ tài chính</translation>
    </message>
    <message>
        <source>Was given out</source>
        <translation>Đã trả kết quả</translation>
    </message>
    <message>
        <source>Ended without a result</source>
        <translation>Đã kết thúc, không có kết quả</translation>
    </message>
    <message>
        <source>shelf {place}</source>
        <translation>kệ {place}</translation>
    </message>
    <message>
        <source>fee left {fee}</source>
        <translation>còn phải nộp {fee}</translation>
    </message>
    <message>
        <source>late</source>
        <translation>quá hạn</translation>
    </message>
</context>
<context>
    <name>DossierPage</name>
    <message>
        <source>Print again</source>
        <translation>In lại</translation>
    </message>
    <message>
        <source>Print the receipt again</source>
        <translation>In lại giấy tiếp nhận</translation>
    </message>
    <message>
        <source>Paper is here</source>
        <translation>Đã có giấy</translation>
    </message>
    <message>
        <source>I hold the paper</source>
        <translation>Tôi đã cầm tờ giấy vừa in</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>Print the folder label</source>
        <translation>In nhãn bìa hồ sơ</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>Phiếu</translation>
    </message>
    <message>
        <source>Print the 80 mm slip</source>
        <translation>In phiếu 80 mm</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Sửa</translation>
    </message>
    <message>
        <source>Correct, with a reason</source>
        <translation>Sửa, có ghi lý do</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Save the correction and print</source>
        <translation>Lưu nội dung sửa và in</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>Leave correcting, then the page</source>
        <translation>Thôi sửa, rồi rời trang</translation>
    </message>
    <message>
        <source>No print waits for a confirmation.</source>
        <translation>Không có bản in nào chờ xác nhận.</translation>
    </message>
    <message>
        <source>Correcting.</source>
        <translation>Đang sửa.</translation>
    </message>
    <message>
        <source>Old values stay in the record. F9 saves and prints, Esc leaves.</source>
        <translation>Giá trị cũ vẫn được lưu. F9 lưu và in, Esc thôi sửa.</translation>
    </message>
    <message>
        <source>Not saved yet.</source>
        <translation>Chưa lưu.</translation>
    </message>
    <message>
        <source>Correct the marked field, then F9.</source>
        <translation>Sửa ô được đánh dấu, rồi bấm F9.</translation>
    </message>
    <message>
        <source>two values (Ctrl+4)</source>
        <translation>hai giá trị (Ctrl+4)</translation>
    </message>
    <message>
        <source>no date promised</source>
        <translation>không hẹn ngày</translation>
    </message>
    <message>
        <source>Due {due}</source>
        <translation>Hẹn trả {due}</translation>
    </message>
    <message>
        <source>Printing …</source>
        <translation>Đang in …</translation>
    </message>
    <message>
        <source>Corrected: {code}.</source>
        <translation>Đã sửa: {code}.</translation>
    </message>
    <message>
        <source>why?</source>
        <translation>vì sao?</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Quá trình xử lý</translation>
    </message>
</context>
<context>
    <name>DossierPapers</name>
    <message>
        <source>Show the chosen paper, wherever it is</source>
        <translation>Xem giấy tờ đang chọn, dù tệp đang ở đâu</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Xem</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Thêm tệp</translation>
    </message>
    <message>
        <source>File scanned papers with the dossier</source>
        <translation>Đưa bản quét giấy tờ vào hồ sơ</translation>
    </message>
    <message>
        <source>No paper was filed with this dossier as a file.</source>
        <translation>Hồ sơ này chưa có tệp giấy tờ nào.</translation>
    </message>
    <message>
        <source>Scanned papers</source>
        <translation>Bản quét giấy tờ</translation>
    </message>
    <message>
        <source>Papers (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)</source>
        <translation>Giấy tờ (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)</translation>
    </message>
    <message>
        <source>Filing …</source>
        <translation>Đang đưa vào hồ sơ …</translation>
    </message>
    <message numerus="yes">
        <source>%n paper(s) filed.</source>
        <translation>
            <numerusform>Đã đưa %n giấy tờ vào hồ sơ.</numerusform>
        </translation>
    </message>
    <message>
        <source>These papers were filed before.</source>
        <translation>Các giấy tờ này đã có trong hồ sơ.</translation>
    </message>
    <message>
        <source>They go on to the city by themselves.</source>
        <translation>Tệp tự được gửi tiếp lên thành phố.</translation>
    </message>
    <message numerus="yes">
        <source>{there} of %n page(s) at the city</source>
        <translation>
            <numerusform>{there}/%n trang đã ở thành phố</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Dossiers</name>
    <message>
        <source>Code</source>
        <translation>Mã hồ sơ</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Đã đến</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>Người nộp</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Số định danh</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>Thủ tục</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Tiếp nhận</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Hẹn trả</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Trạng thái</translation>
    </message>
</context>
<context>
    <name>DossiersPage</name>
    <message>
        <source>Dossiers</source>
        <translation>Hồ sơ</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở</translation>
    </message>
    <message>
        <source>Open the selected dossier</source>
        <translation>Mở hồ sơ đang chọn</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Mới nhất</translation>
    </message>
    <message>
        <source>Go to the newest dossiers</source>
        <translation>Đến các hồ sơ mới nhất</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>Leave the search, then the page</source>
        <translation>Thôi tìm, rồi rời trang</translation>
    </message>
    <message>
        <source>{count} in this counter&apos;s store, newest first</source>
        <translation>{count} hồ sơ tại quầy này, mới nhất ở trên</translation>
    </message>
    <message>
        <source>No dossier yet.</source>
        <translation>Chưa có hồ sơ nào.</translation>
    </message>
    <message>
        <source>Ctrl+1 goes to the intake page: scan a card, choose a procedure, F9.</source>
        <translation>Ctrl+1 đến trang tiếp nhận: quét thẻ, chọn thủ tục, F9.</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Kết quả tìm</translation>
    </message>
    <message numerus="yes">
        <source>%n dossier(s) for “{text}”</source>
        <translation>
            <numerusform>%n hồ sơ cho “{text}”</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing found for “{text}”.</source>
        <translation>Không tìm thấy gì cho “{text}”.</translation>
    </message>
    <message>
        <source>Try part of the name without accents, the personal number, the phone, or scan the receipt.</source>
        <translation>Thử một phần họ tên không dấu, số định danh, số điện thoại, hoặc quét giấy tiếp nhận.</translation>
    </message>
</context>
<context>
    <name>Explained</name>
    <message>
        <source>Why this due date</source>
        <translation>Vì sao có hạn này</translation>
    </message>
    <message>
        <source>Why this fee</source>
        <translation>Vì sao có mức phí này</translation>
    </message>
    <message>
        <source>Why this status</source>
        <translation>Vì sao có trạng thái này</translation>
    </message>
    <message>
        <source>No source states this procedure&apos;s fee.</source>
        <translation>Chưa có văn bản nào nêu mức phí của thủ tục này.</translation>
    </message>
    <message>
        <source>By the catalogue: {fee}.</source>
        <translation>Theo danh mục: {fee}.</translation>
    </message>
    <message>
        <source>Copies: {copies}.</source>
        <translation>Số bản: {copies}.</translation>
    </message>
    <message>
        <source>Waived: {reason}.</source>
        <translation>Miễn: {reason}.</translation>
    </message>
    <message>
        <source>{fee} taken, receipt {receipt}, {when}.</source>
        <translation>Đã thu {fee}, biên lai {receipt}, {when}.</translation>
    </message>
    <message>
        <source>Receipt {receipt} of {fee} was cancelled: {reason}.</source>
        <translation>Biên lai {receipt}, {fee}, đã hủy: {reason}.</translation>
    </message>
    <message>
        <source>Left: {fee}.</source>
        <translation>Còn lại: {fee}.</translation>
    </message>
    <message>
        <source>{when}: the term runs ({act}).</source>
        <translation>{when}: thời hạn đang tính ({act}).</translation>
    </message>
    <message>
        <source>{when}: the term stands still ({act}).</source>
        <translation>{when}: tạm dừng tính thời hạn ({act}).</translation>
    </message>
    <message>
        <source>{when}: the term has ended ({act}).</source>
        <translation>{when}: kết thúc tính thời hạn ({act}).</translation>
    </message>
</context>
<context>
    <name>FactsPanel</name>
    <message>
        <source>Facts</source>
        <translation>Thông tin</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>Người nộp</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Số định danh</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Điện thoại</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Email</translation>
    </message>
    <message>
        <source>At the counter</source>
        <translation>Người đến quầy</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>Thủ tục</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Tiếp nhận</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Số bản</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>Phí, lệ phí</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>Return at</source>
        <translation>Trả tại</translation>
    </message>
    <message>
        <source>Missing because</source>
        <translation>Thiếu vì</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>Giấy tờ</translation>
    </message>
    <message>
        <source>none asked for</source>
        <translation>không yêu cầu giấy tờ</translation>
    </message>
    <message>
        <source>handed in</source>
        <translation>đã nộp</translation>
    </message>
    <message>
        <source>not handed in</source>
        <translation>chưa nộp</translation>
    </message>
    <message numerus="yes">
        <source>%n original(s)</source>
        <translation>
            <numerusform>%n bản chính</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n certified</source>
        <translation>
            <numerusform>%n bản chứng thực</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photocopies</source>
        <translation>
            <numerusform>%n bản chụp</numerusform>
        </translation>
    </message>
    <message>
        <source>not in the catalogue</source>
        <translation>chưa có mức thu</translation>
    </message>
</context>
<context>
    <name>HandingOver</name>
    <message>
        <source>Hand-over</source>
        <translation>Bàn giao</translation>
    </message>
    <message>
        <source>To the desk</source>
        <translation>Bàn giao cho</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Mã</translation>
    </message>
    <message>
        <source>scan receipts, or type a dossier&apos;s or a list&apos;s code, Enter</source>
        <translation>quét giấy tiếp nhận, hoặc gõ mã hồ sơ hay mã phiếu bàn giao rồi Enter</translation>
    </message>
    <message>
        <source>Hand all of the list over, or take over what was scanned; the new list is printed</source>
        <translation>Bàn giao cả danh sách, hoặc nhận những hồ sơ đã quét; phiếu mới được in ra</translation>
    </message>
    <message>
        <source>Print the list once more, with what was missing when it was taken over</source>
        <translation>In lại phiếu, kèm những hồ sơ còn thiếu khi nhận</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Xong</translation>
    </message>
    <message>
        <source>Type a code instead of scanning it</source>
        <translation>Gõ mã thay vì quét</translation>
    </message>
    <message>
        <source>Take off</source>
        <translation>Bỏ ra</translation>
    </message>
    <message>
        <source>Take the row off the new list</source>
        <translation>Bỏ dòng này khỏi danh sách mới</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>In</translation>
    </message>
    <message>
        <source>No list was made or opened yet.</source>
        <translation>Chưa lập hay mở phiếu bàn giao nào.</translation>
    </message>
    <message>
        <source>Dossier {code} is not known at this counter.</source>
        <translation>Quầy này không có hồ sơ {code}.</translation>
    </message>
    <message>
        <source>{code} is on the list already.</source>
        <translation>{code} đã có trong danh sách.</translation>
    </message>
    <message>
        <source>{code} cannot be handed over: it is “{status}”.</source>
        <translation>Không bàn giao được {code}: hồ sơ đang ở trạng thái “{status}”.</translation>
    </message>
    <message>
        <source>The list is as it was.</source>
        <translation>Danh sách vẫn như cũ.</translation>
    </message>
    <message>
        <source>No dossier is on the list yet.</source>
        <translation>Danh sách chưa có hồ sơ nào.</translation>
    </message>
    <message>
        <source>The receiving desk is not named.</source>
        <translation>Chưa ghi nơi nhận.</translation>
    </message>
    <message>
        <source>Scan the dossiers&apos; receipts, name the desk, then press F9.</source>
        <translation>Quét giấy tiếp nhận của các hồ sơ, ghi nơi nhận rồi bấm F9.</translation>
    </message>
    <message numerus="yes">
        <source>List {list}: %n dossier(s) handed over to {desk}.</source>
        <translation>
            <numerusform>Phiếu {list}: đã bàn giao %n hồ sơ cho {desk}.</numerusform>
        </translation>
    </message>
    <message>
        <source>The list is printed; F6 prints it again.</source>
        <translation>Phiếu đang được in; F6 để in lại.</translation>
    </message>
    <message>
        <source>{code} is not on this list.</source>
        <translation>{code} không có trong phiếu này.</translation>
    </message>
    <message>
        <source>{code} was scanned before.</source>
        <translation>{code} đã được quét rồi.</translation>
    </message>
    <message>
        <source>{taken} of {listed} taken over.</source>
        <translation>Đã nhận {taken}/{listed} hồ sơ.</translation>
    </message>
    <message>
        <source>Missing, still with who gave them: {codes}.</source>
        <translation>Còn thiếu, vẫn ở bên giao: {codes}.</translation>
    </message>
    <message>
        <source>The list did not come out: {reason}</source>
        <translation>Phiếu chưa in được: {reason}</translation>
    </message>
    <message>
        <source>The hand-over itself is saved; F6 prints again.</source>
        <translation>Việc bàn giao đã được lưu; F6 để in lại.</translation>
    </message>
    <message>
        <source>the reception counter</source>
        <translation>bộ phận một cửa</translation>
    </message>
    <message>
        <source>Lay it apart and ask who gave it; nothing was changed.</source>
        <translation>Để riêng hồ sơ này và hỏi lại bên giao; chưa có gì thay đổi.</translation>
    </message>
    <message>
        <source>A new hand-over list.</source>
        <translation>Phiếu bàn giao mới.</translation>
    </message>
    <message>
        <source>Name the desk, scan the receipts, F9. Scan the code of a list that came to take it over.</source>
        <translation>Ghi nơi nhận, quét các giấy tiếp nhận, F9. Để nhận bàn giao, quét mã trên phiếu được chuyển đến.</translation>
    </message>
    <message numerus="yes">
        <source>%n dossier(s) on the new list</source>
        <translation>
            <numerusform>%n hồ sơ trong danh sách mới</numerusform>
        </translation>
    </message>
    <message>
        <source>List {list} from {sender}: {listed} listed, {scanned} scanned</source>
        <translation>Phiếu {list} từ {sender}: {listed} hồ sơ, đã quét {scanned}</translation>
    </message>
    <message>
        <source>missing {codes}</source>
        <translation>còn thiếu {codes}</translation>
    </message>
    <message>
        <source>taken over</source>
        <translation>đã nhận</translation>
    </message>
    <message>
        <source>✓ scanned</source>
        <translation>✓ đã quét</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>còn thiếu</translation>
    </message>
    <message>
        <source>Scanned</source>
        <translation>Đã quét</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>Người nộp</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>Thủ tục</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Hẹn trả</translation>
    </message>
</context>
<context>
    <name>IntakeAside</name>
    <message>
        <source>No form lies aside.</source>
        <translation>Không có hồ sơ nào đang tạm giữ.</translation>
    </message>
    <message>
        <source>Brought back.</source>
        <translation>Đã lấy lại.</translation>
    </message>
    <message>
        <source>Go on where you were; F9 registers.</source>
        <translation>Làm tiếp từ chỗ cũ; F9 để tiếp nhận.</translation>
    </message>
    <message>
        <source>The batch is ended.</source>
        <translation>Đã thôi làm liên tiếp.</translation>
    </message>
    <message>
        <source>F2 begins it again.</source>
        <translation>F2 để bắt đầu lại.</translation>
    </message>
    <message>
        <source>Put this form aside?</source>
        <translation>Tạm giữ hồ sơ đang nhập?</translation>
    </message>
    <message>
        <source>Esc again empties the form; F3 brings it back.</source>
        <translation>Bấm Esc lần nữa để tạm giữ; F3 lấy lại.</translation>
    </message>
    <message>
        <source>The form is empty.</source>
        <translation>Đã làm trống.</translation>
    </message>
    <message>
        <source>F3 brings back what was here.</source>
        <translation>F3 lấy lại nội dung vừa rồi.</translation>
    </message>
    <message>
        <source>A half-typed form of {when} was brought back.</source>
        <translation>Đã lấy lại hồ sơ nhập dở lúc {when}.</translation>
    </message>
    <message>
        <source>Go on where you were; Esc puts it aside.</source>
        <translation>Làm tiếp từ chỗ cũ; Esc để tạm giữ.</translation>
    </message>
    <message>
        <source>Dossier</source>
        <translation>Hồ sơ</translation>
    </message>
    <message numerus="yes">
        <source>Dossier · %n form(s) aside: F3</source>
        <translation>
            <numerusform>Hồ sơ · %n hồ sơ tạm giữ: F3</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IntakeClock</name>
    <message>
        <source>This computer&apos;s clock says {own}, the city&apos;s says {city}.</source>
        <translation>Đồng hồ máy này chỉ {own}, đồng hồ thành phố chỉ {city}.</translation>
    </message>
    <message>
        <source>Nothing is registered yet; what you typed is still there. Which time shall the receipt bear?</source>
        <translation>Chưa tiếp nhận gì; nội dung đã nhập vẫn còn. Giấy tiếp nhận ghi theo giờ nào?</translation>
    </message>
    <message>
        <source>The city&apos;s time</source>
        <translation>Giờ thành phố</translation>
    </message>
    <message>
        <source>This computer&apos;s time</source>
        <translation>Giờ máy này</translation>
    </message>
    <message>
        <source>This computer&apos;s clock says {own}, but the newest entry here is of {newest}.</source>
        <translation>Đồng hồ máy này chỉ {own}, nhưng việc gần nhất ở quầy này là lúc {newest}.</translation>
    </message>
    <message>
        <source>Nothing is registered yet; what you typed is still there. Put the clock right and press F9 again, or say that it is right.</source>
        <translation>Chưa tiếp nhận gì; nội dung đã nhập vẫn còn. Hãy chỉnh đồng hồ rồi bấm lại F9, hoặc xác nhận đồng hồ đúng.</translation>
    </message>
    <message>
        <source>The clock is right</source>
        <translation>Đồng hồ đúng</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Để sau</translation>
    </message>
</context>
<context>
    <name>IntakeForm</name>
    <message>
        <source>Dossier</source>
        <translation>Hồ sơ</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>Return at</source>
        <translation>Trả tại</translation>
    </message>
    <message>
        <source>Agreed</source>
        <translation>Thỏa thuận</translation>
    </message>
    <message>
        <source>in a few words, when the name of the procedure does not say it</source>
        <translation>vài chữ, khi tên thủ tục chưa nói rõ</translation>
    </message>
    <message>
        <source>this office</source>
        <translation>nơi tiếp nhận</translation>
    </message>
    <message>
        <source>only when agreed in writing: day/month/year hour:minute</source>
        <translation>chỉ khi thỏa thuận bằng văn bản: ngày/tháng/năm giờ:phút</translation>
    </message>
    <message>
        <source>Sets</source>
        <translation>Số bộ</translation>
    </message>
</context>
<context>
    <name>IntakeLeft</name>
    <message numerus="yes">
        <source>Printing %n receipt(s) …</source>
        <translation>
            <numerusform>Đang in %n giấy tiếp nhận …</numerusform>
        </translation>
    </message>
    <message>
        <source>Not asked about again.</source>
        <translation>Sẽ không hỏi lại nữa.</translation>
    </message>
    <message>
        <source>Each dossier&apos;s page still prints its receipt.</source>
        <translation>Vẫn có thể in giấy tiếp nhận ở trang của từng hồ sơ.</translation>
    </message>
    <message>
        <source>No receipt is left over from before.</source>
        <translation>Không còn giấy tiếp nhận nào sót lại từ lần trước.</translation>
    </message>
    <message numerus="yes">
        <source>{codes} and %n more</source>
        <translation>
            <numerusform>{codes} và %n hồ sơ nữa</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n receipt(s) may not have come out before: {codes}</source>
        <translation>
            <numerusform>Có %n giấy tiếp nhận lần trước có thể chưa in ra: {codes}</numerusform>
        </translation>
    </message>
    <message>
        <source>The dossiers are saved with their codes. F11 prints, marked as a reprint where a paper may be out; Ctrl+F11 when you have looked and need none.</source>
        <translation>Hồ sơ đã được lưu và có mã. F11 để in, có ghi “in lại” nếu giấy có thể đã ra; Ctrl+F11 nếu đã xem và không cần in.</translation>
    </message>
    <message numerus="yes">
        <source>%n receipt(s) printed.</source>
        <translation>
            <numerusform>Đã in %n giấy tiếp nhận.</numerusform>
        </translation>
    </message>
    <message>
        <source>Receipt of {code}: {state}{reason}</source>
        <translation>Giấy tiếp nhận của {code}: {state}{reason}</translation>
    </message>
    <message numerus="yes">
        <source>The dossiers are saved. F11 goes on printing, %n left.</source>
        <translation>
            <numerusform>Hồ sơ đã được lưu. Bấm F11 để in tiếp, còn %n tờ.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IntakePage</name>
    <message>
        <source>The store is being opened; this is registered as soon as it is there.</source>
        <translation>Đang mở kho dữ liệu; mở xong sẽ tiếp nhận ngay.</translation>
    </message>
    <message>
        <source>Nothing to repeat yet.</source>
        <translation>Chưa có gì để lặp lại.</translation>
    </message>
    <message>
        <source>Choose a procedure first; then F2 keeps it.</source>
        <translation>Chọn thủ tục trước; rồi F2 giữ lại cho người sau.</translation>
    </message>
    <message>
        <source>No receipt to print again yet.</source>
        <translation>Chưa có giấy tiếp nhận nào để in lại.</translation>
    </message>
    <message>
        <source>Ctrl+K finds older dossiers.</source>
        <translation>Ctrl+K tìm hồ sơ cũ hơn.</translation>
    </message>
    <message>
        <source>Picture of a card</source>
        <translation>Ảnh chụp thẻ</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.bmp *.webp *.tif)</source>
        <translation>Ảnh (*.png *.jpg *.jpeg *.bmp *.webp *.tif)</translation>
    </message>
    <message>
        <source>Not registered yet.</source>
        <translation>Chưa tiếp nhận hồ sơ.</translation>
    </message>
</context>
<context>
    <name>IntakePending</name>
    <message>
        <source>Open what waits for this person</source>
        <translation>Mở hồ sơ đang chờ của người này</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở</translation>
    </message>
    <message>
        <source>Nothing waits for this person.</source>
        <translation>Không có gì đang chờ người này.</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s) ready</source>
        <translation>
            <numerusform>%n kết quả đã có</numerusform>
        </translation>
    </message>
    <message>
        <source>waits for papers: {names}</source>
        <translation>chờ bổ sung: {names}</translation>
    </message>
    <message>
        <source>fee left {fee}</source>
        <translation>còn phải nộp {fee}</translation>
    </message>
    <message numerus="yes">
        <source>%n dossier(s) in progress</source>
        <translation>
            <numerusform>%n hồ sơ đang giải quyết</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IntakePins</name>
    <message>
        <source>Nothing to pin yet.</source>
        <translation>Chưa có thủ tục nào để ghim.</translation>
    </message>
    <message>
        <source>Choose or mark a procedure first, then Ctrl+D.</source>
        <translation>Hãy chọn hoặc đánh dấu một thủ tục, rồi bấm Ctrl+D.</translation>
    </message>
    <message>
        <source>Pinned: {name}</source>
        <translation>Đã ghim: {name}</translation>
    </message>
    <message>
        <source>It comes first when no words are typed; Ctrl+D takes the pin away.</source>
        <translation>Thủ tục này đứng đầu khi chưa gõ chữ nào; Ctrl+D để bỏ ghim.</translation>
    </message>
    <message>
        <source>No longer pinned: {name}</source>
        <translation>Đã bỏ ghim: {name}</translation>
    </message>
    <message>
        <source>Ctrl+D pins it again.</source>
        <translation>Ctrl+D để ghim lại.</translation>
    </message>
</context>
<context>
    <name>IntakePreview</name>
    <message>
        <source>Why this due date</source>
        <translation>Vì sao hẹn ngày này</translation>
    </message>
    <message>
        <source>Why this fee</source>
        <translation>Vì sao mức thu này</translation>
    </message>
    <message>
        <source>The same person filed the same on {when}: {code}</source>
        <translation>Người này đã nộp cùng thủ tục lúc {when}: {code}</translation>
    </message>
    <message>
        <source>Filed before?</source>
        <translation>Đã nộp rồi?</translation>
    </message>
</context>
<context>
    <name>IntakeScans</name>
    <message>
        <source>The same card again: nothing was changed.</source>
        <translation>Vẫn là thẻ này: không thay đổi gì.</translation>
    </message>
    <message>
        <source>Card and record name the same address.</source>
        <translation>Địa chỉ trên thẻ giống lần trước.</translation>
    </message>
    <message>
        <source>card read</source>
        <translation>đã đọc thẻ</translation>
    </message>
    <message>
        <source>compare with the card</source>
        <translation>so lại với thẻ</translation>
    </message>
    <message>
        <source>The card was read, but not everything is certain.</source>
        <translation>Đã đọc thẻ, nhưng có chỗ chưa chắc chắn.</translation>
    </message>
    <message>
        <source>Compare the marked fields with the card before F9.</source>
        <translation>So các ô được đánh dấu với thẻ trước khi bấm F9.</translation>
    </message>
    <message>
        <source>{name} acts for the applicant.</source>
        <translation>{name} nộp thay.</translation>
    </message>
    <message>
        <source>Type the paper that allows it (letter of authority), or F6 for nobody.</source>
        <translation>Ghi giấy ủy quyền, hoặc F6 nếu không nộp thay.</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>người khác</translation>
    </message>
    <message>
        <source>Next person: {name}.</source>
        <translation>Người tiếp theo: {name}.</translation>
    </message>
    <message>
        <source>The form of {name} lies aside; F3 brings it back.</source>
        <translation>Hồ sơ của {name} đang tạm giữ; F3 lấy lại.</translation>
    </message>
    <message>
        <source>This is the card of {new}, but {old} is in the form.</source>
        <translation>Đây là thẻ của {new}, nhưng hồ sơ đang nhập là của {old}.</translation>
    </message>
    <message>
        <source>Nothing was changed. Who is it?</source>
        <translation>Chưa thay đổi gì. Đây là ai?</translation>
    </message>
    <message>
        <source>Representative</source>
        <translation>Người nộp thay</translation>
    </message>
    <message>
        <source>Next person</source>
        <translation>Người tiếp theo</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>Bỏ qua</translation>
    </message>
    <message>
        <source>No code was found in the picture.</source>
        <translation>Không thấy mã nào trong ảnh.</translation>
    </message>
    <message>
        <source>Known: last here {when}</source>
        <translation>Đã từng đến: gần nhất {when}</translation>
    </message>
    <message>
        <source>on record</source>
        <translation>lần trước</translation>
    </message>
    <message>
        <source>on the card</source>
        <translation>trên thẻ</translation>
    </message>
    <message>
        <source>Address {where}: {address} (F8 takes it)</source>
        <translation>Địa chỉ {where}: {address} (F8 để dùng)</translation>
    </message>
    <message>
        <source>{field} on record: {old}; on the card: {new}</source>
        <translation>{field} lần trước: {old}; trên thẻ: {new}</translation>
    </message>
</context>
<context>
    <name>IntakeSlip</name>
    <message>
        <source>Nothing is missing, so there is no slip to print.</source>
        <translation>Không thiếu giấy tờ nào nên không có phiếu để in.</translation>
    </message>
    <message>
        <source>Choose a procedure and leave the missing papers unticked, then F4.</source>
        <translation>Chọn thủ tục, để trống giấy tờ còn thiếu, rồi bấm F4.</translation>
    </message>
    <message>
        <source>Missing-items slip: {state}.</source>
        <translation>Phiếu yêu cầu bổ sung: {state}.</translation>
    </message>
    <message>
        <source>The form is still here; nothing was registered.</source>
        <translation>Nội dung đã nhập vẫn còn; chưa tiếp nhận hồ sơ.</translation>
    </message>
</context>
<context>
    <name>IntakeVerbs</name>
    <message>
        <source>Choose the procedure in this place</source>
        <translation>Chọn thủ tục ở vị trí này</translation>
    </message>
    <message>
        <source>Register and print</source>
        <translation>Tiếp nhận và in</translation>
    </message>
    <message>
        <source>Register, then print</source>
        <translation>Tiếp nhận hồ sơ rồi in giấy tiếp nhận</translation>
    </message>
    <message>
        <source>Same again</source>
        <translation>Lặp lại</translation>
    </message>
    <message>
        <source>Same procedure for the next one</source>
        <translation>Giữ thủ tục cho người sau</translation>
    </message>
    <message>
        <source>Missing-items slip</source>
        <translation>Phiếu bổ sung</translation>
    </message>
    <message>
        <source>Print what is missing</source>
        <translation>In phiếu yêu cầu bổ sung</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Ảnh thẻ</translation>
    </message>
    <message>
        <source>Read a card from a file</source>
        <translation>Đọc thẻ từ tệp ảnh</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>One step back; nothing typed is lost</source>
        <translation>Lùi một bước; không mất chữ đã gõ</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>In lại</translation>
    </message>
    <message>
        <source>Print the last receipt again</source>
        <translation>In lại giấy tiếp nhận vừa rồi</translation>
    </message>
    <message>
        <source>Paper is here</source>
        <translation>Đã có giấy</translation>
    </message>
    <message>
        <source>I hold the paper</source>
        <translation>Tôi đã cầm tờ giấy vừa in</translation>
    </message>
    <message>
        <source>Print them</source>
        <translation>In các giấy này</translation>
    </message>
    <message>
        <source>Print the receipts left over from before</source>
        <translation>In các giấy tiếp nhận còn sót từ lần trước</translation>
    </message>
    <message>
        <source>I have looked</source>
        <translation>Tôi đã xem</translation>
    </message>
    <message>
        <source>The receipts left over are not needed</source>
        <translation>Không cần in các giấy còn sót</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Lấy lại</translation>
    </message>
    <message>
        <source>Bring back the form put aside</source>
        <translation>Lấy lại hồ sơ tạm giữ</translation>
    </message>
    <message>
        <source>Somebody else at the counter</source>
        <translation>Người khác đến nộp thay</translation>
    </message>
    <message>
        <source>Citizen or organisation</source>
        <translation>Cá nhân hoặc tổ chức</translation>
    </message>
    <message>
        <source>Address of the card or on record</source>
        <translation>Địa chỉ trên thẻ hoặc lần trước</translation>
    </message>
    <message>
        <source>Tick all papers</source>
        <translation>Đánh dấu mọi giấy tờ</translation>
    </message>
    <message>
        <source>Enter the applicant by hand</source>
        <translation>Nhập người nộp bằng tay</translation>
    </message>
    <message>
        <source>Choose a procedure</source>
        <translation>Chọn thủ tục</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Ghim</translation>
    </message>
    <message>
        <source>Keep the procedure among the first, or no longer</source>
        <translation>Ghim thủ tục lên đầu danh sách, hoặc bỏ ghim</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Why? And all keys</source>
        <translation>Vì sao? Và mọi phím</translation>
    </message>
</context>
<context>
    <name>OfficerSwitch</name>
    <message>
        <source>{name} writes from now on.</source>
        <translation>Từ giờ {name} làm việc tại quầy này.</translation>
    </message>
    <message>
        <source>The form is as it was.</source>
        <translation>Phiếu đang nhập vẫn còn nguyên.</translation>
    </message>
</context>
<context>
    <name>OfficerTable</name>
    <message>
        <source>Officers of this office</source>
        <translation>Cán bộ của đơn vị</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Phím</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>Cán bộ</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Vai trò</translation>
    </message>
    <message>
        <source>Badge</source>
        <translation>Thẻ cán bộ</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>Mã PIN</translation>
    </message>
    <message>
        <source>is asked for</source>
        <translation>có hỏi</translation>
    </message>
    <message>
        <source>{name} – writes now</source>
        <translation>{name} – đang làm việc</translation>
    </message>
</context>
<context>
    <name>OutagePanel</name>
    <message>
        <source>Rehearse an outage</source>
        <translation>Diễn tập sự cố</translation>
    </message>
    <message>
        <source>It is out for real at this counter, comes back by itself, and a report is left beside the store.</source>
        <translation>Ngắt thật tại quầy này, tự trở lại khi hết giờ, và để lại báo cáo cạnh kho dữ liệu.</translation>
    </message>
    <message>
        <source>Internet</source>
        <translation>Internet</translation>
    </message>
    <message>
        <source>Rehearse without the internet</source>
        <translation>Diễn tập mất Internet</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>Máy chủ</translation>
    </message>
    <message>
        <source>Rehearse without the office&apos;s hub</source>
        <translation>Diễn tập mất máy chủ trung tâm</translation>
    </message>
    <message>
        <source>Printers</source>
        <translation>Máy in</translation>
    </message>
    <message>
        <source>Rehearse without the printers</source>
        <translation>Diễn tập hỏng máy in</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>Bao lâu</translation>
    </message>
    <message>
        <source>1, 5 or 15 minutes</source>
        <translation>1, 5 hoặc 15 phút</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n phút</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutboxDetail</name>
    <message>
        <source>This row</source>
        <translation>Dòng này</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Chuyện gì</translation>
    </message>
    <message>
        <source>What is safe</source>
        <translation>Điều gì vẫn an toàn</translation>
    </message>
    <message>
        <source>What to do now</source>
        <translation>Làm gì bây giờ</translation>
    </message>
    <message>
        <source>What is sent</source>
        <translation>Nội dung gửi</translation>
    </message>
    <message>
        <source>It was not tried yet.</source>
        <translation>Chưa thử gửi.</translation>
    </message>
</context>
<context>
    <name>OutboxPage</name>
    <message>
        <source>Outbox</source>
        <translation>Hộp chờ gửi</translation>
    </message>
    <message>
        <source>Everything at this counter has been sent.</source>
        <translation>Mọi thứ ở quầy này đã được gửi.</translation>
    </message>
    <message>
        <source>New dossiers go out by themselves; nothing needs to be pressed.</source>
        <translation>Hồ sơ mới tự được gửi; không phải bấm gì.</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Gửi ngay</translation>
    </message>
    <message>
        <source>Try to send everything now</source>
        <translation>Thử gửi tất cả ngay</translation>
    </message>
    <message>
        <source>Send a refused row again</source>
        <translation>Gửi lại mục đã bị từ chối</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Gửi lại</translation>
    </message>
    <message>
        <source>New code</source>
        <translation>Mã mới</translation>
    </message>
    <message>
        <source>Another code where it is taken</source>
        <translation>Cấp mã khác khi mã đã bị dùng</translation>
    </message>
    <message>
        <source>Show body</source>
        <translation>Xem nội dung</translation>
    </message>
    <message>
        <source>Show what is sent, or hide it</source>
        <translation>Xem hoặc ẩn nội dung gửi đi</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở</translation>
    </message>
    <message>
        <source>Open the row&apos;s dossier</source>
        <translation>Mở hồ sơ của dòng này</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>Hide what is sent, then leave</source>
        <translation>Ẩn nội dung gửi, rồi rời trang</translation>
    </message>
    <message>
        <source>The strip below says what has arrived.</source>
        <translation>Thanh bên dưới cho biết mục nào đã đến nơi.</translation>
    </message>
    <message>
        <source>The dossier has the code {code} now.</source>
        <translation>Hồ sơ nay mang mã {code}.</translation>
    </message>
    <message>
        <source>Open it with Enter and print its receipt again (F10).</source>
        <translation>Mở bằng Enter và in lại giấy tiếp nhận (F10).</translation>
    </message>
    <message>
        <source>{sent} of {size} bytes are above</source>
        <translation>đã gửi {sent} trên {size} byte</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) not sent yet</source>
        <translation>
            <numerusform>%n mục chưa gửi</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) not sent yet</source>
        <translation>
            <numerusform>%n tệp chưa gửi</numerusform>
        </translation>
    </message>
    <message>
        <source>This row was not refused.</source>
        <translation>Dòng này không bị từ chối.</translation>
    </message>
    <message>
        <source>Choose a refused row, then F5.</source>
        <translation>Chọn dòng bị từ chối, rồi bấm F5.</translation>
    </message>
    <message>
        <source>The code of this row is not taken.</source>
        <translation>Mã của dòng này không bị trùng.</translation>
    </message>
    <message>
        <source>Choose a row that was refused because another dossier has its code, then F6.</source>
        <translation>Chọn dòng bị từ chối vì hồ sơ khác đã có mã đó, rồi bấm F6.</translation>
    </message>
    <message>
        <source>another dossier has the old code</source>
        <translation>mã cũ đã có hồ sơ khác dùng</translation>
    </message>
    <message>
        <source>Sending …</source>
        <translation>Đang gửi …</translation>
    </message>
    <message>
        <source>The row waits to be sent again.</source>
        <translation>Dòng này chờ gửi lại.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Dossier</source>
        <translation>Hồ sơ</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Việc</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Từ lúc</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Lần thử</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>Thử lại lúc</translation>
    </message>
    <message>
        <source>Last answer</source>
        <translation>Phản hồi gần nhất</translation>
    </message>
</context>
<context>
    <name>PaperPage</name>
    <message>
        <source>Page before</source>
        <translation>Trang trước</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Phóng to</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Trang sau</translation>
    </message>
    <message>
        <source>Larger; PgUp and PgDn scroll</source>
        <translation>Phóng to; PgUp, PgDn để cuộn trang</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Thu nhỏ</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Hỏi lại</translation>
    </message>
    <message>
        <source>Ask for the paper again</source>
        <translation>Yêu cầu lại giấy tờ này</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>Back to the dossier</source>
        <translation>Quay lại hồ sơ</translation>
    </message>
    <message>
        <source>It opens here by itself once it has come; the dossier is safe. Esc leads back to other work.</source>
        <translation>Khi tệp về đủ, giấy tờ tự mở tại đây; hồ sơ vẫn an toàn. Bấm Esc để quay lại làm việc khác.</translation>
    </message>
    <message>
        <source>Page {number} of {pages}</source>
        <translation>Trang {number}/{pages}</translation>
    </message>
</context>
<context>
    <name>PapersList</name>
    <message>
        <source>Filed papers</source>
        <translation>Tệp giấy tờ</translation>
    </message>
    <message>
        <source>No file yet; F7 files scanned papers.</source>
        <translation>Chưa có tệp nào; bấm F7 để thêm bản quét giấy tờ.</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Giấy tờ</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Trang</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Đang ở</translation>
    </message>
    <message>
        <source>at another counter</source>
        <translation>ở quầy khác</translation>
    </message>
    <message>
        <source>here as well</source>
        <translation>quầy này cũng có</translation>
    </message>
    <message>
        <source>lost from this computer</source>
        <translation>đã mất khỏi máy này</translation>
    </message>
    <message>
        <source>{where}, not here</source>
        <translation>{where}, chưa có tại đây</translation>
    </message>
</context>
<context>
    <name>PersonPanel</name>
    <message>
        <source>Applicant</source>
        <translation>Người nộp</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Họ tên</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>Số định danh</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Điện thoại</translation>
    </message>
    <message>
        <source>Tax code</source>
        <translation>Mã số thuế</translation>
    </message>
    <message>
        <source>Organisation name</source>
        <translation>Tên tổ chức</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>Ngày sinh</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Giới tính</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Email</translation>
    </message>
    <message>
        <source>Organisation instead</source>
        <translation>Sang tổ chức</translation>
    </message>
    <message>
        <source>Citizen instead</source>
        <translation>Sang cá nhân</translation>
    </message>
    <message>
        <source>Applicant: organisation</source>
        <translation>Người nộp: tổ chức</translation>
    </message>
</context>
<context>
    <name>PinBar</name>
    <message>
        <source>PIN of {name}</source>
        <translation>Mã PIN của {name}</translation>
    </message>
    <message>
        <source>Then this officer writes; what is typed in the form stays.</source>
        <translation>Sau đó cán bộ này làm việc tại quầy; nội dung đang nhập vẫn còn nguyên.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Tiếp tục</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Thôi</translation>
    </message>
    <message numerus="yes">
        <source>Wait another %n s. Esc leaves everything as it was.</source>
        <translation>
            <numerusform>Hãy chờ thêm %n giây. Esc để thôi, mọi thứ giữ nguyên.</numerusform>
        </translation>
    </message>
    <message>
        <source>Type it again.</source>
        <translation>Hãy nhập lại.</translation>
    </message>
</context>
<context>
    <name>Practice</name>
    <message>
        <source>Scan an invented card</source>
        <translation>Quét một thẻ giả định</translation>
    </message>
    <message>
        <source>Scan a card that was cut off</source>
        <translation>Quét một thẻ đọc thiếu</translation>
    </message>
    <message>
        <source>Scan an invented officer&apos;s badge (PIN 2468)</source>
        <translation>Quét thẻ một cán bộ giả định (mã PIN 2468)</translation>
    </message>
</context>
<context>
    <name>PracticeMark</name>
    <message>
        <source>Practice counter</source>
        <translation>Quầy tập dượt</translation>
    </message>
    <message>
        <source>PRACTICE</source>
        <translation>TẬP DƯỢT</translation>
    </message>
</context>
<context>
    <name>PrintLedger</name>
    <message>
        <source>Print ledger</source>
        <translation>Nhật ký in</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Lúc</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Giấy</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Lần</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
</context>
<context>
    <name>ProcedurePanel</name>
    <message>
        <source>Procedure</source>
        <translation>Thủ tục</translation>
    </message>
    <message>
        <source>A few letters: ks, sao y, kết hôn … then Enter</source>
        <translation>Vài chữ: ks, sao y, kết hôn … rồi Enter</translation>
    </message>
    <message>
        <source>Papers missing, because</source>
        <translation>Thiếu giấy tờ vì</translation>
    </message>
    <message>
        <source>No procedure with these words. Try fewer letters, or the code such as 1.001193.</source>
        <translation>Không có thủ tục nào với các chữ này. Thử ít chữ hơn, hoặc mã như 1.001193.</translation>
    </message>
    <message>
        <source>This procedure asks for no papers.</source>
        <translation>Thủ tục này không yêu cầu giấy tờ.</translation>
    </message>
    <message>
        <source>Batch: stays for the next person – Esc ends it</source>
        <translation>Làm liên tiếp: giữ cho người sau – Esc để thôi</translation>
    </message>
    <message>
        <source>by written agreement</source>
        <translation>theo thỏa thuận bằng văn bản</translation>
    </message>
    <message>
        <source>no time known – none is promised</source>
        <translation>chưa rõ thời hạn – không hẹn</translation>
    </message>
    <message>
        <source>{documents} documents, {copies} copies</source>
        <translation>{documents} giấy tờ, {copies} bản</translation>
    </message>
    <message>
        <source>documents*copies, e.g. 3*2+1*5</source>
        <translation>giấy tờ*bản: 3*2+1*5</translation>
    </message>
    <message>
        <source>not in the catalogue</source>
        <translation>chưa có mức thu</translation>
    </message>
    <message>
        <source>free</source>
        <translation>không thu</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Số bản</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>Phí, lệ phí</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Hẹn trả</translation>
    </message>
    <message>
        <source>why?</source>
        <translation>vì sao?</translation>
    </message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>Drive</source>
        <translation>Ổ đĩa</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Thư mục</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Tệp</translation>
    </message>
    <message>
        <source>%1 File</source>
        <translation>Tệp %1</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>&amp;Tìm trong:</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Tiến</translation>
    </message>
    <message>
        <source>Go forward</source>
        <translation>Tiến tới</translation>
    </message>
    <message>
        <source>Parent Directory</source>
        <translation>Thư mục trên</translation>
    </message>
    <message>
        <source>Go to the parent directory</source>
        <translation>Đến thư mục trên</translation>
    </message>
    <message>
        <source>Create New Folder</source>
        <translation>Tạo thư mục mới</translation>
    </message>
    <message>
        <source>Create a New Folder</source>
        <translation>Tạo một thư mục mới</translation>
    </message>
    <message>
        <source>List View</source>
        <translation>Dạng danh sách</translation>
    </message>
    <message>
        <source>Change to list view mode</source>
        <translation>Chuyển sang dạng danh sách</translation>
    </message>
    <message>
        <source>Detail View</source>
        <translation>Dạng chi tiết</translation>
    </message>
    <message>
        <source>Change to detail view mode</source>
        <translation>Chuyển sang dạng chi tiết</translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation>Thanh bên</translation>
    </message>
    <message>
        <source>List of places and bookmarks</source>
        <translation>Danh sách nơi lưu và dấu trang</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Các tệp</translation>
    </message>
    <message>
        <source>File &amp;name:</source>
        <translation>Tê&amp;n tệp:</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>&amp;Loại tệp:</translation>
    </message>
    <message>
        <source>All Files (*)</source>
        <translation>Mọi tệp (*)</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Mở</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>Đổi &amp;tên</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Xóa</translation>
    </message>
    <message>
        <source>&amp;New Folder</source>
        <translation>Thư mục &amp;mới</translation>
    </message>
    <message>
        <source>New Folder</source>
        <translation>Thư mục mới</translation>
    </message>
    <message>
        <source>Show &amp;hidden files</source>
        <translation>&amp;Hiện tệp ẩn</translation>
    </message>
    <message>
        <source>Show </source>
        <translation>Hiện </translation>
    </message>
    <message>
        <source>Recent Places</source>
        <translation>Nơi dùng gần đây</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Bỏ</translation>
    </message>
    <message>
        <source>%1
File not found.
Please verify the correct file name was given.</source>
        <translation>%1
Không tìm thấy tệp.
Hãy kiểm tra lại tên tệp.</translation>
    </message>
    <message>
        <source>Are you sure you want to delete &apos;%1&apos;?</source>
        <translation>Có chắc muốn xóa “%1”?</translation>
    </message>
    <message>
        <source>Could not delete directory.</source>
        <translation>Không xóa được thư mục.</translation>
    </message>
</context>
<context>
    <name>QFileSystemModel</name>
    <message>
        <source>Computer</source>
        <translation>Máy tính</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Kích thước</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Loại</translation>
    </message>
    <message>
        <source>Date Modified</source>
        <translation>Ngày sửa</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Hoàn tác</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Làm lại</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>Cắ&amp;t</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Sao chép</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Dán</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Xóa</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Chọn tất cả</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>OK</source>
        <translation>Đồng ý</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>&amp;Có</translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation>&amp;Không</translation>
    </message>
</context>
<context>
    <name>QScrollBar</name>
    <message>
        <source>Scroll here</source>
        <translation>Cuộn đến đây</translation>
    </message>
    <message>
        <source>Left edge</source>
        <translation>Mép trái</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>Đầu trang</translation>
    </message>
    <message>
        <source>Right edge</source>
        <translation>Mép phải</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>Cuối trang</translation>
    </message>
    <message>
        <source>Page left</source>
        <translation>Sang trái một trang</translation>
    </message>
    <message>
        <source>Page up</source>
        <translation>Lên một trang</translation>
    </message>
    <message>
        <source>Page right</source>
        <translation>Sang phải một trang</translation>
    </message>
    <message>
        <source>Page down</source>
        <translation>Xuống một trang</translation>
    </message>
    <message>
        <source>Scroll left</source>
        <translation>Cuộn sang trái</translation>
    </message>
    <message>
        <source>Scroll up</source>
        <translation>Cuộn lên</translation>
    </message>
    <message>
        <source>Scroll right</source>
        <translation>Cuộn sang phải</translation>
    </message>
    <message>
        <source>Scroll down</source>
        <translation>Cuộn xuống</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Sao chép</translation>
    </message>
    <message>
        <source>Copy &amp;Link Location</source>
        <translation>Sao chép &amp;liên kết</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Chọn tất cả</translation>
    </message>
</context>
<context>
    <name>RegisterSection</name>
    <message>
        <source>Register (07)</source>
        <translation>Sổ theo dõi (07)</translation>
    </message>
    <message>
        <source>Nothing was received.</source>
        <translation>Không tiếp nhận hồ sơ nào.</translation>
    </message>
    <message>
        <source>Alt+← goes a month back, Alt+↓ to another field of work.</source>
        <translation>Alt+← lùi một tháng, Alt+↓ sang lĩnh vực khác.</translation>
    </message>
    <message>
        <source>Write the register shown as PDF and XLSX into a folder</source>
        <translation>Ghi sổ đang xem thành tệp PDF và XLSX vào một thư mục</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu tệp</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Tháng</translation>
    </message>
    <message>
        <source>A month back</source>
        <translation>Lùi một tháng</translation>
    </message>
    <message>
        <source>A month on</source>
        <translation>Tới một tháng</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Lĩnh vực</translation>
    </message>
    <message>
        <source>The next field of work</source>
        <translation>Lĩnh vực tiếp theo</translation>
    </message>
    <message>
        <source>The field of work before</source>
        <translation>Lĩnh vực trước</translation>
    </message>
    <message>
        <source>Folder for the register</source>
        <translation>Thư mục lưu sổ theo dõi</translation>
    </message>
    <message>
        <source>Written: {names}.</source>
        <translation>Đã ghi: {names}.</translation>
    </message>
    <message>
        <source>all fields of work</source>
        <translation>tất cả lĩnh vực</translation>
    </message>
    <message numerus="yes">
        <source>%n dossier(s)</source>
        <translation>
            <numerusform>%n hồ sơ</numerusform>
        </translation>
    </message>
    <message>
        <source>No.</source>
        <translation>STT</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Mã</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>Thủ tục</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>Người nộp</translation>
    </message>
    <message>
        <source>Solved by</source>
        <translation>Nơi giải quyết</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Tiếp nhận</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Hẹn trả</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Trả kết quả</translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation>Người nhận</translation>
    </message>
</context>
<context>
    <name>RehearsalBar</name>
    <message>
        <source>Rehearsal: the internet is out</source>
        <translation>Diễn tập: mất Internet</translation>
    </message>
    <message>
        <source>Rehearsal: the office&apos;s hub is out</source>
        <translation>Diễn tập: mất máy chủ trung tâm</translation>
    </message>
    <message>
        <source>Rehearsal: the printers are out</source>
        <translation>Diễn tập: máy in không hoạt động</translation>
    </message>
    <message>
        <source>under a minute left</source>
        <translation>còn dưới một phút</translation>
    </message>
    <message numerus="yes">
        <source>%n min left</source>
        <translation>
            <numerusform>còn %n phút</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RepresentativePanel</name>
    <message>
        <source>Somebody else at the counter</source>
        <translation>Người khác đến nộp thay</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Họ tên</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>Số định danh</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Giấy</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Điện thoại</translation>
    </message>
    <message>
        <source>letter of authority no. …, dated …</source>
        <translation>giấy ủy quyền số …, ngày …</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Không có</translation>
    </message>
    <message>
        <source>Nobody after all</source>
        <translation>Bỏ người nộp thay</translation>
    </message>
</context>
<context>
    <name>Scanning</name>
    <message>
        <source>Dossier {code} is not known at this counter.</source>
        <translation>Quầy này không có hồ sơ {code}.</translation>
    </message>
    <message>
        <source>The dossier of slip {code} is not known at this counter.</source>
        <translation>Quầy này không có hồ sơ của phiếu {code}.</translation>
    </message>
</context>
<context>
    <name>Shown</name>
    <message>
        <source>Monday</source>
        <translation>thứ Hai</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>thứ Ba</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>thứ Tư</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>thứ Năm</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>thứ Sáu</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>thứ Bảy</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Chủ nhật</translation>
    </message>
    <message>
        <source>under a minute</source>
        <translation>chưa đến 1 phút</translation>
    </message>
    <message>
        <source>%n min</source>
        <translation>%n phút</translation>
    </message>
    <message>
        <source>%n h</source>
        <translation>%n giờ</translation>
    </message>
    <message>
        <source>%n days</source>
        <translation>%n ngày</translation>
    </message>
</context>
<context>
    <name>SyncStrip</name>
    <message>
        <source>Opening the store …</source>
        <translation>Đang mở kho dữ liệu …</translation>
    </message>
    <message>
        <source>this computer&apos;s clock is {age} fast; the city&apos;s time is used</source>
        <translation>đồng hồ máy này nhanh {age}; đang dùng giờ thành phố</translation>
    </message>
    <message>
        <source>this computer&apos;s clock is {age} slow; the city&apos;s time is used</source>
        <translation>đồng hồ máy này chậm {age}; đang dùng giờ thành phố</translation>
    </message>
    <message>
        <source>Being sent …</source>
        <translation>Đang gửi …</translation>
    </message>
    <message>
        <source>The counter is not open.</source>
        <translation>Quầy chưa mở được.</translation>
    </message>
    <message>
        <source>Working …</source>
        <translation>Đang làm …</translation>
    </message>
    <message>
        <source>No city is set up: everything stays at this counter.</source>
        <translation>Chưa kết nối thành phố: mọi hồ sơ nằm tại quầy này.</translation>
    </message>
    <message numerus="yes">
        <source>%n unsent</source>
        <translation>
            <numerusform>%n chưa gửi</numerusform>
        </translation>
    </message>
    <message>
        <source>oldest {age} ago</source>
        <translation>cũ nhất {age}</translation>
    </message>
    <message numerus="yes">
        <source>%n refused, set aside (Ctrl+3)</source>
        <translation>
            <numerusform>%n bị từ chối, tạm giữ (Ctrl+3)</numerusform>
        </translation>
    </message>
    <message>
        <source>This counter works alone; nothing waits here</source>
        <translation>Quầy đang làm việc một mình; không có gì chờ gửi</translation>
    </message>
    <message numerus="yes">
        <source>This counter works alone; %n kept here</source>
        <translation>
            <numerusform>Quầy đang làm việc một mình; %n mục giữ tại đây</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing unsent</source>
        <translation>Đã gửi hết</translation>
    </message>
    <message>
        <source>the office has everything</source>
        <translation>trung tâm đã có đủ</translation>
    </message>
    <message numerus="yes">
        <source>%n not at the city yet</source>
        <translation>
            <numerusform>%n chưa đến thành phố</numerusform>
        </translation>
    </message>
    <message>
        <source>the city has not answered yet</source>
        <translation>thành phố chưa phản hồi</translation>
    </message>
    <message>
        <source>the city answered {age} ago</source>
        <translation>thành phố phản hồi {age} trước</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>What happened</source>
        <translation>Quá trình xử lý</translation>
    </message>
    <message>
        <source>Reason: {reason}</source>
        <translation>Lý do: {reason}</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>PRACTICE – nothing here is real</source>
        <translation>TẬP DƯỢT – dữ liệu giả</translation>
    </message>
    <message>
        <source>Find a dossier</source>
        <translation>Tìm hồ sơ</translation>
    </message>
    <message>
        <source>Find: code, name without accents, number, phone</source>
        <translation>Mã, tên không dấu, số, điện thoại</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Phím</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message numerus="yes">
        <source>%n dossier(s)</source>
        <translation>
            <numerusform>%n hồ sơ</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Watching</name>
    <message numerus="yes">
        <source>%n waiting for a decision</source>
        <translation>
            <numerusform>%n mục chờ quyết định</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WithWhom</name>
    <message>
        <source>At a desk</source>
        <translation>Đang ở bàn</translation>
    </message>
    <message>
        <source>Ticked</source>
        <translation>Chọn</translation>
    </message>
    <message>
        <source>Whose dossiers?</source>
        <translation>Hồ sơ của ai?</translation>
    </message>
    <message>
        <source>Type a desk&apos;s or an officer&apos;s name, Enter. Up and Down offer those known.</source>
        <translation>Gõ tên bàn xử lý hoặc tên cán bộ rồi Enter. Phím ↑ ↓ gợi ý những tên đã biết.</translation>
    </message>
    <message>
        <source>Desk or officer</source>
        <translation>Bàn hoặc cán bộ</translation>
    </message>
    <message>
        <source>Give to</source>
        <translation>Giao cho</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>for example: the colleague is absent</source>
        <translation>ví dụ: đồng nghiệp vắng mặt</translation>
    </message>
    <message>
        <source>Give the ticked dossiers, or all shown, to the named officer</source>
        <translation>Giao các hồ sơ đã chọn, hoặc tất cả đang xem, cho cán bộ được ghi tên</translation>
    </message>
    <message>
        <source>Give</source>
        <translation>Giao</translation>
    </message>
    <message>
        <source>Tick</source>
        <translation>Chọn</translation>
    </message>
    <message>
        <source>Tick the row, or take the tick off</source>
        <translation>Chọn dòng này hoặc bỏ chọn</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>Chọn hết</translation>
    </message>
    <message>
        <source>Tick all rows, or none</source>
        <translation>Chọn tất cả hoặc bỏ chọn tất cả</translation>
    </message>
    <message>
        <source>To whom</source>
        <translation>Giao cho ai</translation>
    </message>
    <message>
        <source>Go to the field of the receiver</source>
        <translation>Đến ô người được giao</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>còn thiếu</translation>
    </message>
    <message>
        <source>Officer and reason are needed.</source>
        <translation>Cần ghi cán bộ và lý do.</translation>
    </message>
    <message numerus="yes">
        <source>%n dossier(s) given to {officer}.</source>
        <translation>
            <numerusform>Đã giao %n hồ sơ cho {officer}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Each can be undone on its page for ten minutes.</source>
        <translation>Trong mười phút, có thể hoàn tác từng hồ sơ ở trang của nó.</translation>
    </message>
    <message>
        <source>Nothing lies with “{name}”.</source>
        <translation>Không có hồ sơ nào ở “{name}”.</translation>
    </message>
    <message>
        <source>Up and Down in the field above offer the desks and officers known.</source>
        <translation>Phím ↑ ↓ trong ô phía trên gợi ý các bàn và cán bộ đã biết.</translation>
    </message>
    <message numerus="yes">
        <source>%n dossier(s)</source>
        <translation>
            <numerusform>%n hồ sơ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ticked</source>
        <translation>
            <numerusform>đã chọn %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>{ring} is older than this counter. Everything is safe here; sending goes on by itself once {ring} is updated.</source>
        <translation>{ring} cũ hơn quầy này. Mọi hồ sơ vẫn an toàn tại đây; khi {ring} được cập nhật, việc gửi tự tiếp tục.</translation>
    </message>
    <message>
        <source>This counter is too old for {ring}. Everything is safe here, go on registering and printing. Update counter-app.</source>
        <translation>Quầy này quá cũ đối với {ring}. Mọi hồ sơ vẫn an toàn tại đây, cứ tiếp nhận và in tiếp. Hãy cập nhật counter-app.</translation>
    </message>
    <message>
        <source>{ring} does not know this counter or has put it out. Everything is safe here, go on registering. To send again: a new code, then counter-app enrol.</source>
        <translation>{ring} không nhận ra quầy này hoặc đã thu hồi quyền của quầy. Mọi hồ sơ vẫn an toàn tại đây, cứ tiếp nhận tiếp. Để gửi lại: xin mã mới rồi chạy counter-app enrol.</translation>
    </message>
    <message>
        <source>{ring} shows a certificate that is not the expected one or has expired; nothing was sent. Everything is safe here. Call support.</source>
        <translation>{ring} đưa ra chứng thư không đúng hoặc đã hết hạn; chưa gửi gì. Mọi hồ sơ vẫn an toàn tại đây. Gọi hỗ trợ.</translation>
    </message>
    <message>
        <source>Ready.</source>
        <translation>Sẵn sàng.</translation>
    </message>
    <message>
        <source>the file was moved or deleted while the counter was open</source>
        <translation>tệp đã bị chuyển hoặc xóa khi quầy đang mở</translation>
    </message>
    <message>
        <source>this account may not write there</source>
        <translation>tài khoản này không được ghi vào đó</translation>
    </message>
    <message>
        <source>the disk can only be read</source>
        <translation>ổ đĩa chỉ cho đọc</translation>
    </message>
    <message>
        <source>its content is damaged</source>
        <translation>nội dung bị hỏng</translation>
    </message>
    <message>
        <source>it cannot be opened</source>
        <translation>không mở được</translation>
    </message>
    <message>
        <source>it is no store</source>
        <translation>không phải kho dữ liệu</translation>
    </message>
    <message>
        <source>It does not answer: switch it on and check the cable.</source>
        <translation>Không phản hồi: bật máy và kiểm tra dây.</translation>
    </message>
    <message>
        <source>The print system has no printer of this name.</source>
        <translation>Hệ thống in không có máy in tên này.</translation>
    </message>
    <message>
        <source>It accepts no jobs just now.</source>
        <translation>Lúc này máy không nhận lệnh in.</translation>
    </message>
    <message>
        <source>It is paused: press its online button.</source>
        <translation>Máy đang tạm dừng: bấm nút Online trên máy.</translation>
    </message>
    <message>
        <source>The folder for printed pages is not there.</source>
        <translation>Không thấy thư mục chứa trang in.</translation>
    </message>
    <message>
        <source>The folder for printed pages cannot be written to.</source>
        <translation>Không ghi được vào thư mục chứa trang in.</translation>
    </message>
    <message>
        <source>The disk is full: free some space.</source>
        <translation>Ổ đĩa đã đầy: dọn bớt dữ liệu.</translation>
    </message>
    <message>
        <source>Out of paper: put paper in.</source>
        <translation>Hết giấy: nạp thêm giấy.</translation>
    </message>
    <message>
        <source>Paper jam: open it and take the sheet out.</source>
        <translation>Kẹt giấy: mở máy và lấy tờ giấy ra.</translation>
    </message>
    <message>
        <source>The cover is open: close it.</source>
        <translation>Nắp đang mở: đóng nắp lại.</translation>
    </message>
    <message>
        <source>It has no paper of this size.</source>
        <translation>Máy không có giấy cỡ này.</translation>
    </message>
    <message>
        <source>Toner or ink is used up.</source>
        <translation>Hết mực.</translation>
    </message>
    <message>
        <source>The cutter is stuck.</source>
        <translation>Dao cắt bị kẹt.</translation>
    </message>
    <message>
        <source>It is too hot: wait a little.</source>
        <translation>Máy quá nóng: chờ một lát.</translation>
    </message>
    <message>
        <source>It is busy.</source>
        <translation>Máy đang bận.</translation>
    </message>
    <message>
        <source>The job was cancelled.</source>
        <translation>Lệnh in đã bị hủy.</translation>
    </message>
    <message>
        <source>It refused the page.</source>
        <translation>Máy từ chối trang này.</translation>
    </message>
    <message>
        <source>The line broke while the page was sent; look whether paper came out.</source>
        <translation>Đứt đường truyền khi đang gửi; xem giấy đã ra chưa.</translation>
    </message>
    <message>
        <source>It gave no answer; look whether paper came out.</source>
        <translation>Máy không báo lại; xem giấy đã ra chưa.</translation>
    </message>
    <message>
        <source>It reports a fault: look at its display.</source>
        <translation>Máy báo lỗi: xem màn hình của máy.</translation>
    </message>
    <message>
        <source>Paper is running low.</source>
        <translation>Sắp hết giấy.</translation>
    </message>
    <message>
        <source>Toner or ink is running low.</source>
        <translation>Sắp hết mực.</translation>
    </message>
    <message>
        <source>It does not report its state.</source>
        <translation>Máy không báo tình trạng.</translation>
    </message>
    <message>
        <source>The disk is nearly full: free some space.</source>
        <translation>Ổ đĩa sắp đầy: dọn bớt dữ liệu.</translation>
    </message>
    <message>
        <source>The clock differs from the city&apos;s: put it right.</source>
        <translation>Đồng hồ lệch với thành phố: chỉnh lại giờ.</translation>
    </message>
    <message>
        <source>Ready to read.</source>
        <translation>Sẵn sàng đọc.</translation>
    </message>
    <message>
        <source>Codes arrive without line end: set the reader&apos;s suffix to CR.</source>
        <translation>Mã đến không có dấu kết thúc: đặt hậu tố của máy đọc là CR.</translation>
    </message>
    <message>
        <source>Unreadable signs arrive: check the reader&apos;s speed and mode.</source>
        <translation>Nhận ký tự lạ: xem lại tốc độ và chế độ của máy đọc.</translation>
    </message>
    <message>
        <source>The reader is not there: plug it in.</source>
        <translation>Không thấy máy đọc: cắm lại.</translation>
    </message>
    <message>
        <source>Another program is using the reader.</source>
        <translation>Chương trình khác đang dùng máy đọc.</translation>
    </message>
    <message>
        <source>The reader was unplugged: plug it in again.</source>
        <translation>Máy đọc bị rút ra: cắm lại.</translation>
    </message>
    <message>
        <source>It types like a keyboard and cannot be asked: try it by a scan.</source>
        <translation>Đầu đọc gõ như bàn phím nên không hỏi được: hãy quét thử.</translation>
    </message>
    <message>
        <source>The reader is switched off in this program.</source>
        <translation>Máy đọc đang tắt trong chương trình này.</translation>
    </message>
    <message>
        <source>it is not on this computer, and no ring above is set up.</source>
        <translation>tệp không có trên máy này và quầy chưa kết nối cấp trên.</translation>
    </message>
    <message>
        <source>nobody above has it.</source>
        <translation>cấp trên không có tệp này.</translation>
    </message>
    <message>
        <source>it came damaged twice and was thrown away.</source>
        <translation>tệp tải về bị hỏng hai lần và đã bị loại bỏ.</translation>
    </message>
    <message>
        <source>it is larger than a file may be.</source>
        <translation>tệp lớn hơn mức cho phép.</translation>
    </message>
    <message>
        <source>what is above is of an older release that gives no files.</source>
        <translation>cấp trên đang dùng bản cũ, chưa cho tải tệp.</translation>
    </message>
    <message>
        <source>label</source>
        <translation>nhãn</translation>
    </message>
    <message>
        <source>80 mm roll</source>
        <translation>cuộn 80 mm</translation>
    </message>
    <message>
        <source>The office&apos;s hub</source>
        <translation>Máy chủ trung tâm</translation>
    </message>
    <message>
        <source>The city</source>
        <translation>Thành phố</translation>
    </message>
    <message>
        <source>sent to the printer</source>
        <translation>đã gửi đến máy in</translation>
    </message>
    <message>
        <source>waiting in the print system</source>
        <translation>đang chờ trong hệ thống in</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>đã in</translation>
    </message>
    <message>
        <source>not printed</source>
        <translation>không in được</translation>
    </message>
    <message>
        <source>not confirmed</source>
        <translation>chưa xác nhận</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>đang chờ</translation>
    </message>
    <message>
        <source>refused, set aside</source>
        <translation>từ chối, tạm giữ</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>đã gửi đến</translation>
    </message>
    <message>
        <source>at this counter</source>
        <translation>tại quầy</translation>
    </message>
    <message>
        <source>at the office</source>
        <translation>tại trung tâm</translation>
    </message>
    <message>
        <source>at the city</source>
        <translation>đã đến thành phố</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>sẵn sàng</translation>
    </message>
    <message>
        <source>needs a look</source>
        <translation>cần xem lại</translation>
    </message>
    <message>
        <source>does not work</source>
        <translation>không hoạt động</translation>
    </message>
    <message>
        <source>off</source>
        <translation>tắt</translation>
    </message>
    <message>
        <source>cannot be asked</source>
        <translation>không hỏi được</translation>
    </message>
    <message>
        <source>Newly filed</source>
        <translation>Mới đăng ký</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Đã tiếp nhận</translation>
    </message>
    <message>
        <source>Not received</source>
        <translation>Không tiếp nhận</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>Đang xử lý</translation>
    </message>
    <message>
        <source>Papers requested</source>
        <translation>Yêu cầu bổ sung</translation>
    </message>
    <message>
        <source>Payment requested</source>
        <translation>Chờ nộp phí</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Rút hồ sơ</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Dừng xử lý</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Đã xử lý xong</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Đã trả kết quả</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Đã sửa</translation>
    </message>
    <message>
        <source>Printed again</source>
        <translation>Đã in lại</translation>
    </message>
    <message>
        <source>Conflict decided</source>
        <translation>Đã quyết định khác biệt</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Mã</translation>
    </message>
    <message>
        <source>Papers filed</source>
        <translation>Đã lưu giấy tờ</translation>
    </message>
    <message>
        <source>Papers complete</source>
        <translation>Đã bổ sung đủ</translation>
    </message>
    <message>
        <source>Payment settled</source>
        <translation>Đã hoàn thành nghĩa vụ tài chính</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Đã bàn giao</translation>
    </message>
    <message>
        <source>Taken over</source>
        <translation>Đã nhận bàn giao</translation>
    </message>
    <message>
        <source>Given to a colleague</source>
        <translation>Giao cho đồng nghiệp</translation>
    </message>
    <message>
        <source>Result returned</source>
        <translation>Đã trả kết quả</translation>
    </message>
    <message>
        <source>Handed to the post</source>
        <translation>Đã giao bưu điện</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Từ chối</translation>
    </message>
    <message>
        <source>Due date extended</source>
        <translation>Gia hạn</translation>
    </message>
    <message>
        <source>Put on the shelf</source>
        <translation>Đã xếp lên kệ</translation>
    </message>
    <message>
        <source>Fee collected</source>
        <translation>Đã thu phí</translation>
    </message>
    <message>
        <source>Fee receipt cancelled</source>
        <translation>Hủy biên lai</translation>
    </message>
    <message>
        <source>Fee waived</source>
        <translation>Miễn phí</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Đã hoàn tác</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Giấy tiếp nhận</translation>
    </message>
    <message>
        <source>Folder label</source>
        <translation>Nhãn bìa</translation>
    </message>
    <message>
        <source>80 mm slip</source>
        <translation>Phiếu 80 mm</translation>
    </message>
    <message>
        <source>Missing-items slip</source>
        <translation>Phiếu bổ sung</translation>
    </message>
    <message>
        <source>Request for papers (02)</source>
        <translation>Phiếu yêu cầu bổ sung (02)</translation>
    </message>
    <message>
        <source>Refusal (03)</source>
        <translation>Phiếu từ chối (03)</translation>
    </message>
    <message>
        <source>Apology (04)</source>
        <translation>Phiếu xin lỗi (04)</translation>
    </message>
    <message>
        <source>Notice of stopping (05)</source>
        <translation>Thông báo dừng (05)</translation>
    </message>
    <message>
        <source>Control slip (06)</source>
        <translation>Phiếu kiểm soát (06)</translation>
    </message>
    <message>
        <source>Collection note</source>
        <translation>Giấy biên nhận trả kết quả</translation>
    </message>
    <message>
        <source>Hand-over list</source>
        <translation>Phiếu bàn giao</translation>
    </message>
    <message>
        <source>Clock ledger</source>
        <translation>Sổ thời hạn</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Máy in</translation>
    </message>
    <message>
        <source>Code reader</source>
        <translation>Máy đọc mã</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Kho dữ liệu</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Đồng hồ</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>Người nộp</translation>
    </message>
    <message>
        <source>Authorisation</source>
        <translation>Ủy quyền</translation>
    </message>
    <message>
        <source>Person at the counter</source>
        <translation>Người đến quầy</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>Thủ tục</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>Giấy tờ</translation>
    </message>
    <message>
        <source>Sets</source>
        <translation>Số bộ</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Số bản</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>Phí, lệ phí</translation>
    </message>
    <message>
        <source>Received at</source>
        <translation>Tiếp nhận lúc</translation>
    </message>
    <message>
        <source>Due date</source>
        <translation>Ngày hẹn trả</translation>
    </message>
    <message>
        <source>Place of return</source>
        <translation>Nơi trả kết quả</translation>
    </message>
    <message>
        <source>Reason for missing papers</source>
        <translation>Lý do thiếu giấy tờ</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Họ tên</translation>
    </message>
    <message>
        <source>Personal number</source>
        <translation>Số định danh cá nhân</translation>
    </message>
    <message>
        <source>Tax code</source>
        <translation>Mã số thuế</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>Ngày sinh</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Giới tính</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Điện thoại</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Email</translation>
    </message>
    <message>
        <source>Old number</source>
        <translation>Số CMND cũ</translation>
    </message>
    <message>
        <source>Receipt printer</source>
        <translation>Máy in giấy tiếp nhận</translation>
    </message>
    <message>
        <source>Label printer</source>
        <translation>Máy in nhãn</translation>
    </message>
    <message>
        <source>Slip printer</source>
        <translation>Máy in phiếu</translation>
    </message>
    <message>
        <source>Papers set up</source>
        <translation>Cỡ giấy</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Tệp</translation>
    </message>
    <message>
        <source>Free space (MB)</source>
        <translation>Còn trống (MB)</translation>
    </message>
    <message>
        <source>Off by (seconds)</source>
        <translation>Lệch (giây)</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Phiên bản</translation>
    </message>
    <message>
        <source>Store epoch</source>
        <translation>Phiên kho dữ liệu</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Quầy</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Thiết bị</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Đơn vị</translation>
    </message>
    <message>
        <source>Office identifier</source>
        <translation>Mã định danh cơ quan</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Thành phố</translation>
    </message>
    <message>
        <source>SQLite</source>
        <translation>SQLite</translation>
    </message>
    <message>
        <source>SQLAlchemy</source>
        <translation>SQLAlchemy</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Store version</source>
        <translation>Phiên bản kho</translation>
    </message>
    <message>
        <source>Card issued</source>
        <translation>Ngày cấp thẻ</translation>
    </message>
    <message>
        <source>check</source>
        <translation>kiểm tra</translation>
    </message>
    <message>
        <source>Please check this field ({code}).</source>
        <translation>Hãy xem lại ô này ({code}).</translation>
    </message>
    <message>
        <source>The scan was not certain here; compare with the card.</source>
        <translation>Chỗ này đọc chưa chắc; hãy so với thẻ.</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>khác</translation>
    </message>
    <message>
        <source>The card says something else than the last dossier.</source>
        <translation>Thẻ ghi khác với hồ sơ lần trước.</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>thiếu</translation>
    </message>
    <message>
        <source>The name is missing.</source>
        <translation>Thiếu họ tên.</translation>
    </message>
    <message>
        <source>Choose a procedure: type a few letters, then Enter.</source>
        <translation>Chọn thủ tục: gõ vài chữ rồi Enter.</translation>
    </message>
    <message>
        <source>Required papers are missing: type the reason, or F4 prints what is still needed.</source>
        <translation>Thiếu giấy tờ bắt buộc: ghi lý do, hoặc F4 in phiếu bổ sung.</translation>
    </message>
    <message>
        <source>1–999</source>
        <translation>1–999</translation>
    </message>
    <message>
        <source>At least one set is needed.</source>
        <translation>Cần ít nhất một bộ.</translation>
    </message>
    <message>
        <source>date?</source>
        <translation>ngày?</translation>
    </message>
    <message>
        <source>too long</source>
        <translation>quá dài</translation>
    </message>
    <message>
        <source>This text is longer than the city takes; shorten it.</source>
        <translation>Nội dung dài hơn mức thành phố nhận; hãy rút ngắn.</translation>
    </message>
    <message>
        <source>Type the agreed date as day/month/year, with the hour behind it if it matters.</source>
        <translation>Gõ ngày hẹn theo thỏa thuận: ngày/tháng/năm, thêm giờ nếu cần.</translation>
    </message>
    <message>
        <source>This is no date: type 15/02/1990, 02/1990 or 1990.</source>
        <translation>Không phải ngày: gõ 15/02/1990, 02/1990 hoặc 1990.</translation>
    </message>
    <message>
        <source>12 digits</source>
        <translation>12 số</translation>
    </message>
    <message>
        <source>A personal number has 12 digits (9 on the old card, or a passport number).</source>
        <translation>Số định danh có 12 chữ số (9 với CMND cũ, hoặc số hộ chiếu).</translation>
    </message>
    <message>
        <source>old card</source>
        <translation>thẻ cũ</translation>
    </message>
    <message>
        <source>Nine-digit identity cards are no longer valid since 01/01/2025.</source>
        <translation>CMND 9 số hết giá trị từ 01/01/2025.</translation>
    </message>
    <message>
        <source>passport</source>
        <translation>hộ chiếu</translation>
    </message>
    <message>
        <source>This looks like a foreign passport number.</source>
        <translation>Có vẻ là số hộ chiếu nước ngoài.</translation>
    </message>
    <message>
        <source>The first three digits are no known province.</source>
        <translation>Ba số đầu không phải mã tỉnh nào.</translation>
    </message>
    <message>
        <source>birth?</source>
        <translation>năm sinh?</translation>
    </message>
    <message>
        <source>The number says another year of birth.</source>
        <translation>Số định danh cho biết năm sinh khác.</translation>
    </message>
    <message>
        <source>sex?</source>
        <translation>giới tính?</translation>
    </message>
    <message>
        <source>The number says the other sex.</source>
        <translation>Số định danh cho biết giới tính khác.</translation>
    </message>
    <message>
        <source>digits</source>
        <translation>chữ số</translation>
    </message>
    <message>
        <source>A telephone number holds digits only.</source>
        <translation>Số điện thoại chỉ gồm chữ số.</translation>
    </message>
    <message>
        <source>length?</source>
        <translation>độ dài?</translation>
    </message>
    <message>
        <source>A telephone number has 10 digits (11 for land lines).</source>
        <translation>Số điện thoại có 10 chữ số (cố định 11).</translation>
    </message>
    <message>
        <source>prefix?</source>
        <translation>đầu số?</translation>
    </message>
    <message>
        <source>Vietnamese numbers begin with 03, 05, 07, 08, 09 or 02.</source>
        <translation>Số Việt Nam bắt đầu bằng 03, 05, 07, 08, 09 hoặc 02.</translation>
    </message>
    <message>
        <source>old</source>
        <translation>số cũ</translation>
    </message>
    <message>
        <source>Eleven-digit mobile numbers were changed in 2018.</source>
        <translation>Số di động 11 số đã đổi từ năm 2018.</translation>
    </message>
    <message>
        <source>abroad</source>
        <translation>nước ngoài</translation>
    </message>
    <message>
        <source>This is a foreign telephone number.</source>
        <translation>Đây là số điện thoại nước ngoài.</translation>
    </message>
    <message>
        <source>form?</source>
        <translation>dạng?</translation>
    </message>
    <message>
        <source>This is no e-mail address.</source>
        <translation>Không phải địa chỉ email.</translation>
    </message>
    <message>
        <source>10 or 13</source>
        <translation>10 hoặc 13</translation>
    </message>
    <message>
        <source>A tax code has 10, 13 or 12 digits.</source>
        <translation>Mã số thuế có 10, 13 hoặc 12 chữ số.</translation>
    </message>
    <message>
        <source>digit?</source>
        <translation>số sai?</translation>
    </message>
    <message>
        <source>The check digit of the tax code is wrong: one digit is mistyped.</source>
        <translation>Số kiểm tra của mã số thuế sai: có một chữ số gõ nhầm.</translation>
    </message>
    <message>
        <source>branch?</source>
        <translation>chi nhánh?</translation>
    </message>
    <message>
        <source>There is no branch 000.</source>
        <translation>Không có chi nhánh 000.</translation>
    </message>
    <message>
        <source>Type documents*copies, for example 3*2+1*5.</source>
        <translation>Gõ số giấy tờ*số bản, ví dụ 3*2+1*5.</translation>
    </message>
    <message>
        <source>sign?</source>
        <translation>ký tự?</translation>
    </message>
    <message>
        <source>Only digits and the signs * + / are used, for example 3*2+1*5/10.</source>
        <translation>Chỉ dùng chữ số và dấu * + /, ví dụ 3*2+1*5/10.</translation>
    </message>
    <message>
        <source>number?</source>
        <translation>số?</translation>
    </message>
    <message>
        <source>A number is missing here, for example 3*2+1*5.</source>
        <translation>Chỗ này thiếu một số, ví dụ 3*2+1*5.</translation>
    </message>
    <message>
        <source>* ?</source>
        <translation>* ?</translation>
    </message>
    <message>
        <source>After the documents comes * and the copies, for example 3*2.</source>
        <translation>Sau số giấy tờ là dấu * rồi số bản, ví dụ 3*2.</translation>
    </message>
    <message>
        <source>+ ?</source>
        <translation>+ ?</translation>
    </message>
    <message>
        <source>Between two parts stands +, for example 3*2+1*5.</source>
        <translation>Giữa hai phần là dấu +, ví dụ 3*2+1*5.</translation>
    </message>
    <message>
        <source>zero</source>
        <translation>số 0</translation>
    </message>
    <message>
        <source>Numbers start from 1.</source>
        <translation>Số phải từ 1 trở lên.</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>quá lớn</translation>
    </message>
    <message>
        <source>The number is larger than 9999.</source>
        <translation>Số lớn hơn 9999.</translation>
    </message>
    <message>
        <source>This is queue ticket {number}; queues are not called from this page.</source>
        <translation>Đây là phiếu xếp hàng {number}; trang này không gọi số.</translation>
    </message>
    <message>
        <source>This is the badge of officer {number}; officers are named on the page About.</source>
        <translation>Đây là thẻ cán bộ số {number}; ghi tên cán bộ ở trang Giới thiệu.</translation>
    </message>
    <message>
        <source>This is the sheet of a whole visit; scan one of the dossier codes on it.</source>
        <translation>Đây là phiếu của cả lượt giao dịch; hãy quét một mã hồ sơ trên phiếu.</translation>
    </message>
    <message>
        <source>The scan was empty.</source>
        <translation>Lần quét không có nội dung.</translation>
    </message>
    <message>
        <source>The scan is too long to be a card or one of our codes.</source>
        <translation>Nội dung quá dài, không phải thẻ hay mã của quầy.</translation>
    </message>
    <message>
        <source>Two different codes were read at once; scan one at a time.</source>
        <translation>Đọc hai mã khác nhau cùng lúc; hãy quét từng mã.</translation>
    </message>
    <message>
        <source>This looks like a dossier code, but its date does not exist.</source>
        <translation>Giống mã hồ sơ, nhưng ngày trong mã không có thật.</translation>
    </message>
    <message>
        <source>One of our own codes was misread; scan it again.</source>
        <translation>Mã của quầy bị đọc sai; hãy quét lại.</translation>
    </message>
    <message>
        <source>Only part of a card was read; hold the card still and scan again.</source>
        <translation>Chỉ đọc được một phần thẻ; giữ yên thẻ và quét lại.</translation>
    </message>
    <message>
        <source>Only part of a dossier code was read; scan it again.</source>
        <translation>Chỉ đọc được một phần mã hồ sơ; hãy quét lại.</translation>
    </message>
    <message>
        <source>This is a VNeID code; only the police&apos;s own device can read it. Scan the card.</source>
        <translation>Đây là mã VNeID; chỉ thiết bị của Bộ Công an đọc được. Hãy quét thẻ.</translation>
    </message>
    <message>
        <source>This is a health insurance card, not an identity card.</source>
        <translation>Đây là thẻ bảo hiểm y tế, không phải thẻ căn cước.</translation>
    </message>
    <message>
        <source>This is a passport; type the name and number by hand.</source>
        <translation>Đây là hộ chiếu; hãy nhập tên và số bằng tay.</translation>
    </message>
    <message>
        <source>This code holds only a personal number; scan the square code on the card.</source>
        <translation>Mã này chỉ có số định danh; hãy quét mã vuông trên thẻ.</translation>
    </message>
    <message>
        <source>This is an old nine-digit number; scan the new card or type by hand.</source>
        <translation>Đây là số CMND 9 số; hãy quét thẻ mới hoặc nhập tay.</translation>
    </message>
    <message>
        <source>This is a web address, not a card.</source>
        <translation>Đây là địa chỉ trang mạng, không phải thẻ.</translation>
    </message>
    <message>
        <source>This is a payment code, not a card.</source>
        <translation>Đây là mã thanh toán, không phải thẻ.</translation>
    </message>
    <message>
        <source>This is a tax code; type it in the field of an organisation (F7).</source>
        <translation>Đây là mã số thuế; nhập vào ô của tổ chức (F7).</translation>
    </message>
    <message>
        <source>This is the code of a procedure; type it in the procedure field.</source>
        <translation>Đây là mã thủ tục; gõ vào ô thủ tục.</translation>
    </message>
    <message>
        <source>This code is none that this counter uses.</source>
        <translation>Mã này không phải loại quầy dùng.</translation>
    </message>
    <message>
        <source>What you typed is still there.</source>
        <translation>Nội dung đã nhập vẫn còn.</translation>
    </message>
    <message>
        <source>Everything saved so far is safe.</source>
        <translation>Mọi thứ đã lưu vẫn an toàn.</translation>
    </message>
    <message>
        <source>The dossier is saved and has its code.</source>
        <translation>Hồ sơ đã được lưu và có mã.</translation>
    </message>
    <message>
        <source>The form was not touched.</source>
        <translation>Nội dung đang nhập không thay đổi.</translation>
    </message>
    <message>
        <source>The file was left as it is.</source>
        <translation>Tệp được giữ nguyên.</translation>
    </message>
    <message>
        <source>The file is kept as it was filed.</source>
        <translation>Tệp vẫn được giữ nguyên như khi đưa vào.</translation>
    </message>
    <message>
        <source>Something went wrong inside the program ({code}: {facts}).</source>
        <translation>Chương trình gặp lỗi bên trong ({code}: {facts}).</translation>
    </message>
    <message>
        <source>Press {key} to try again; if it comes back, tell support this code.</source>
        <translation>Bấm {key} để thử lại; nếu vẫn lỗi, báo mã này cho bộ phận hỗ trợ.</translation>
    </message>
    <message>
        <source>Something that is needed does not answer just now ({code}).</source>
        <translation>Một phần cần dùng chưa phản hồi ({code}).</translation>
    </message>
    <message>
        <source>Press {key} to try again.</source>
        <translation>Bấm {key} để thử lại.</translation>
    </message>
    <message>
        <source>This cannot be done as it stands ({code}).</source>
        <translation>Chưa thực hiện được ({code}).</translation>
    </message>
    <message>
        <source>Put it right, then press {key}.</source>
        <translation>Sửa lại rồi bấm {key}.</translation>
    </message>
    <message>
        <source>Look at what happened at the right; F4 shows what can be done now.</source>
        <translation>Xem diễn biến ở bên phải; nhấn F4 để xem những việc có thể làm.</translation>
    </message>
    <message>
        <source>“{act}” cannot be done: the dossier is “{status}” ({last}, {by}, {at}).</source>
        <translation>Không thể thực hiện “{act}”: hồ sơ đang ở trạng thái “{status}” ({last}, {by}, {at}).</translation>
    </message>
    <message>
        <source>Papers were asked for once already; the rules allow it once.</source>
        <translation>Hồ sơ đã được yêu cầu bổ sung một lần; quy định chỉ cho phép một lần.</translation>
    </message>
    <message>
        <source>Type the supervisor&apos;s reason for asking again, then press {key}.</source>
        <translation>Nhập lý do của lãnh đạo cho lần yêu cầu tiếp theo, rồi nhấn {key}.</translation>
    </message>
    <message>
        <source>The due date was extended once already ({by}, {at}); no rule allows it twice.</source>
        <translation>Hạn trả đã được gia hạn một lần ({by}, {at}); quy định không cho phép lần thứ hai.</translation>
    </message>
    <message>
        <source>Nobody has handed this dossier over, so it cannot be taken over.</source>
        <translation>Chưa ai bàn giao hồ sơ này nên không thể nhận bàn giao.</translation>
    </message>
    <message>
        <source>This fee receipt is not among the dossier&apos;s, or was cancelled before.</source>
        <translation>Biên lai này không thuộc hồ sơ hoặc đã bị hủy trước đó.</translation>
    </message>
    <message>
        <source>This fee receipt&apos;s number was used before, for {dossier_code}.</source>
        <translation>Số biên lai này đã được dùng cho hồ sơ {dossier_code}.</translation>
    </message>
    <message>
        <source>Take the next receipt of the book and type its number, then press {key}.</source>
        <translation>Lấy biên lai tiếp theo trong quyển, nhập số của biên lai đó, rồi nhấn {key}.</translation>
    </message>
    <message>
        <source>A fee receipt&apos;s number is letters, digits and / - . only.</source>
        <translation>Số biên lai chỉ gồm chữ cái, chữ số và các dấu / - .</translation>
    </message>
    <message>
        <source>An amount is a whole number of đồng above nothing.</source>
        <translation>Số tiền phải là số nguyên đồng, lớn hơn 0.</translation>
    </message>
    <message>
        <source>The drawer should hold {due} đ and {counted} đ were counted.</source>
        <translation>Két phải có {due} đ nhưng đếm được {counted} đ.</translation>
    </message>
    <message>
        <source>Count again, or type why they differ, then press {key}.</source>
        <translation>Đếm lại, hoặc nhập lý do chênh lệch, rồi nhấn {key}.</translation>
    </message>
    <message>
        <source>Something was done since: {last} ({by}, {at}). Only the last act can be undone.</source>
        <translation>Đã có việc khác được làm sau đó: {last} ({by}, {at}). Chỉ hoàn tác được việc cuối cùng.</translation>
    </message>
    <message>
        <source>Another counter did that ({by}, {at}); only it can undo it.</source>
        <translation>Việc này do quầy khác thực hiện ({by}, {at}); chỉ quầy đó mới hoàn tác được.</translation>
    </message>
    <message>
        <source>Ask {by} to undo it there, or correct with Ctrl+E.</source>
        <translation>Nhờ {by} hoàn tác tại quầy đó, hoặc đính chính bằng Ctrl+E.</translation>
    </message>
    <message>
        <source>That was done at {at}; an act can be undone for ten minutes.</source>
        <translation>Việc này đã làm lúc {at}; chỉ hoàn tác được trong mười phút.</translation>
    </message>
    <message>
        <source>Correct it with Ctrl+E and a reason, or do the opposite with F4.</source>
        <translation>Đính chính bằng Ctrl+E kèm lý do, hoặc dùng F4 để thực hiện việc ngược lại.</translation>
    </message>
    <message>
        <source>Nothing is ticked that is missing.</source>
        <translation>Chưa đánh dấu giấy tờ nào còn thiếu.</translation>
    </message>
    <message>
        <source>Tick what is missing with Space, or type it, then press {key}.</source>
        <translation>Đánh dấu giấy tờ còn thiếu bằng phím cách hoặc nhập thêm, rồi nhấn {key}.</translation>
    </message>
    <message>
        <source>No due date was promised, so there is none to move.</source>
        <translation>Hồ sơ không có hạn trả nên không có gì để gia hạn.</translation>
    </message>
    <message>
        <source>The new date is not after the one that was promised, {due}.</source>
        <translation>Ngày mới không sau hạn đã hẹn {due}.</translation>
    </message>
    <message>
        <source>Type a later working day, then press {key}.</source>
        <translation>Nhập một ngày làm việc muộn hơn, rồi nhấn {key}.</translation>
    </message>
    <message>
        <source>This procedure has no second appointment.</source>
        <translation>Thủ tục này không có hẹn lần 2.</translation>
    </message>
    <message>
        <source>No dossier is on the list yet.</source>
        <translation>Danh sách chưa có hồ sơ nào.</translation>
    </message>
    <message>
        <source>Scan the dossiers&apos; receipts, then press {key}.</source>
        <translation>Quét giấy tiếp nhận của các hồ sơ, rồi nhấn {key}.</translation>
    </message>
    <message>
        <source>None of what was scanned is still to be taken over with this list.</source>
        <translation>Không có hồ sơ nào đã quét còn chờ nhận theo danh sách này.</translation>
    </message>
    <message>
        <source>Scan the dossiers that came, then press {key}.</source>
        <translation>Quét các hồ sơ đã nhận được, rồi nhấn {key}.</translation>
    </message>
    <message>
        <source>This counter does not know that hand-over list.</source>
        <translation>Quầy này chưa biết danh sách bàn giao đó.</translation>
    </message>
    <message>
        <source>Wait until the other counter&apos;s work has come (see the strip), then scan again.</source>
        <translation>Chờ dữ liệu của quầy kia được đồng bộ (xem thanh trạng thái), rồi quét lại.</translation>
    </message>
    <message>
        <source>Nobody is named who takes it.</source>
        <translation>Chưa ghi người nhận.</translation>
    </message>
    <message>
        <source>The result has no name.</source>
        <translation>Chưa ghi tên kết quả.</translation>
    </message>
    <message>
        <source>Type what is handed out, then press {key}.</source>
        <translation>Nhập tên kết quả sẽ trả, rồi nhấn {key}.</translation>
    </message>
    <message>
        <source>Nobody is named who collects.</source>
        <translation>Chưa ghi người nhận kết quả.</translation>
    </message>
    <message>
        <source>Scan the collector&apos;s card or type the name, then press {key}.</source>
        <translation>Quét thẻ của người nhận hoặc nhập họ tên, rồi nhấn {key}.</translation>
    </message>
    <message>
        <source>The post&apos;s tracking number is missing.</source>
        <translation>Thiếu mã vận đơn bưu điện.</translation>
    </message>
    <message>
        <source>Scan or type the tracking number, then press {key}.</source>
        <translation>Quét hoặc nhập mã vận đơn, rồi nhấn {key}.</translation>
    </message>
    <message>
        <source>Something is still missing before the dossier can be registered.</source>
        <translation>Còn thiếu nội dung nên chưa tiếp nhận được hồ sơ.</translation>
    </message>
    <message>
        <source>Fill the marked fields, then press {key}.</source>
        <translation>Điền các ô được đánh dấu rồi bấm {key}.</translation>
    </message>
    <message>
        <source>This counter has no identifier of its office yet, so it cannot give out codes.</source>
        <translation>Quầy chưa có mã định danh cơ quan nên chưa cấp được mã hồ sơ.</translation>
    </message>
    <message>
        <source>Ask the administrator to enrol this counter (counter-app enrol).</source>
        <translation>Nhờ quản trị đăng ký quầy này (counter-app enrol).</translation>
    </message>
    <message>
        <source>The correction holds something that a dossier cannot say.</source>
        <translation>Nội dung sửa có chỗ mà hồ sơ không thể ghi như vậy.</translation>
    </message>
    <message>
        <source>Put the marked field right, then press {key}.</source>
        <translation>Hãy sửa ô được đánh dấu rồi bấm {key}.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is wrong, so no receipt time can be given.</source>
        <translation>Đồng hồ máy sai nên không ghi được giờ tiếp nhận.</translation>
    </message>
    <message>
        <source>Put the clock right, then press {key}.</source>
        <translation>Chỉnh lại đồng hồ rồi bấm {key}.</translation>
    </message>
    <message>
        <source>All dossier numbers of this counter for today are used.</source>
        <translation>Đã dùng hết số hồ sơ hôm nay của quầy.</translation>
    </message>
    <message>
        <source>Ask the administrator for another number block, then press {key}.</source>
        <translation>Nhờ quản trị cấp thêm dải số rồi bấm {key}.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Ổ đĩa đã đầy.</translation>
    </message>
    <message>
        <source>Free some space, then press {key}.</source>
        <translation>Dọn bớt dữ liệu rồi bấm {key}.</translation>
    </message>
    <message>
        <source>The store file cannot be read or written ({reason}).</source>
        <translation>Không đọc hoặc ghi được kho dữ liệu ({reason}).</translation>
    </message>
    <message>
        <source>Call support before anything else; do not delete the file.</source>
        <translation>Gọi hỗ trợ trước khi làm gì khác; đừng xóa tệp.</translation>
    </message>
    <message>
        <source>The store was made by a newer release of this program.</source>
        <translation>Kho dữ liệu do phiên bản mới hơn tạo ra.</translation>
    </message>
    <message>
        <source>Install the newer release on this computer.</source>
        <translation>Cài phiên bản mới hơn trên máy này.</translation>
    </message>
    <message>
        <source>Another window of this counter has the store open.</source>
        <translation>Một cửa sổ khác của quầy đang mở kho dữ liệu.</translation>
    </message>
    <message>
        <source>Close the other window, then start again.</source>
        <translation>Đóng cửa sổ kia rồi mở lại.</translation>
    </message>
    <message>
        <source>The store is busy just now.</source>
        <translation>Kho dữ liệu đang bận.</translation>
    </message>
    <message>
        <source>Press {key} again in a moment.</source>
        <translation>Lát nữa bấm lại {key}.</translation>
    </message>
    <message>
        <source>The store reported a fault ({reason}).</source>
        <translation>Kho dữ liệu báo lỗi ({reason}).</translation>
    </message>
    <message>
        <source>Press {key} to try again; if it comes back, call support.</source>
        <translation>Bấm {key} để thử lại; nếu vẫn lỗi, gọi hỗ trợ.</translation>
    </message>
    <message>
        <source>This counter does not know that dossier.</source>
        <translation>Quầy này không có hồ sơ đó.</translation>
    </message>
    <message>
        <source>Press Ctrl+K and search by name or number.</source>
        <translation>Bấm Ctrl+K và tìm theo tên hoặc số.</translation>
    </message>
    <message>
        <source>The printer does not answer.</source>
        <translation>Máy in không phản hồi.</translation>
    </message>
    <message>
        <source>Switch it on or plug it in, then press {key}.</source>
        <translation>Bật máy hoặc cắm dây, rồi bấm {key}.</translation>
    </message>
    <message>
        <source>The printer is out of paper.</source>
        <translation>Máy in hết giấy.</translation>
    </message>
    <message>
        <source>Put paper in, then press {key}.</source>
        <translation>Nạp giấy rồi bấm {key}.</translation>
    </message>
    <message>
        <source>The printer is busy.</source>
        <translation>Máy in đang bận.</translation>
    </message>
    <message>
        <source>Press {key} in a moment.</source>
        <translation>Lát nữa bấm {key}.</translation>
    </message>
    <message>
        <source>The printer refused the page.</source>
        <translation>Máy in từ chối trang này.</translation>
    </message>
    <message>
        <source>Look at the printer on the devices page, then press {key}.</source>
        <translation>Xem máy in ở trang Thiết bị, rồi bấm {key}.</translation>
    </message>
    <message>
        <source>The printer has no paper of this size.</source>
        <translation>Máy in không có giấy cỡ này.</translation>
    </message>
    <message>
        <source>Put the right paper in or choose another printer, then press {key}.</source>
        <translation>Nạp đúng giấy hoặc chọn máy in khác, rồi bấm {key}.</translation>
    </message>
    <message>
        <source>The print system of this computer does not answer.</source>
        <translation>Hệ thống in của máy này không phản hồi.</translation>
    </message>
    <message>
        <source>Press {key} in a moment; if it stays so, restart the print service.</source>
        <translation>Lát nữa bấm {key}; nếu vẫn vậy, khởi động lại dịch vụ in.</translation>
    </message>
    <message>
        <source>No printer is set up for this paper.</source>
        <translation>Chưa đặt máy in cho loại giấy này.</translation>
    </message>
    <message>
        <source>Ask the administrator to name a printer in the settings.</source>
        <translation>Nhờ quản trị ghi tên máy in trong cài đặt.</translation>
    </message>
    <message>
        <source>The text of the printed form cannot be read.</source>
        <translation>Không đọc được nội dung mẫu in.</translation>
    </message>
    <message>
        <source>Ask the administrator to put the form file right, then press {key}.</source>
        <translation>Nhờ quản trị sửa tệp mẫu, rồi bấm {key}.</translation>
    </message>
    <message>
        <source>There is no printed form in force on that day.</source>
        <translation>Ngày đó không có mẫu in nào có hiệu lực.</translation>
    </message>
    <message>
        <source>A correction needs a reason.</source>
        <translation>Sửa phải có lý do.</translation>
    </message>
    <message>
        <source>Type why, then press {key}.</source>
        <translation>Ghi lý do rồi bấm {key}.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Không có gì thay đổi.</translation>
    </message>
    <message>
        <source>Change a field, or press Esc to leave.</source>
        <translation>Sửa một ô, hoặc bấm Esc để thôi.</translation>
    </message>
    <message>
        <source>The picture cannot be read.</source>
        <translation>Không đọc được ảnh.</translation>
    </message>
    <message>
        <source>Choose another picture with Ctrl+O.</source>
        <translation>Chọn ảnh khác bằng Ctrl+O.</translation>
    </message>
    <message>
        <source>This procedure needs a date agreed with the applicant.</source>
        <translation>Thủ tục này cần ngày hẹn thỏa thuận với người nộp.</translation>
    </message>
    <message>
        <source>Type the agreed date, then press {key}.</source>
        <translation>Nhập ngày hẹn rồi bấm {key}.</translation>
    </message>
    <message>
        <source>The agreed date must lie after the receipt.</source>
        <translation>Ngày hẹn phải sau lúc tiếp nhận.</translation>
    </message>
    <message>
        <source>Type a later date, then press {key}.</source>
        <translation>Nhập ngày muộn hơn rồi bấm {key}.</translation>
    </message>
    <message>
        <source>The office does not work on the agreed day ({reason}).</source>
        <translation>Ngày hẹn cơ quan không làm việc ({reason}).</translation>
    </message>
    <message>
        <source>Type a working day, then press {key}.</source>
        <translation>Nhập ngày làm việc rồi bấm {key}.</translation>
    </message>
    <message>
        <source>The agreed hour lies outside working hours.</source>
        <translation>Giờ hẹn ngoài giờ làm việc.</translation>
    </message>
    <message>
        <source>Type an hour within working time, then press {key}.</source>
        <translation>Nhập giờ trong giờ làm việc rồi bấm {key}.</translation>
    </message>
    <message>
        <source>The settings file was not written to its end ({where}).</source>
        <translation>Tệp cài đặt chưa được ghi trọn vẹn ({where}).</translation>
    </message>
    <message>
        <source>Ask the administrator to correct the file {file}, then start again.</source>
        <translation>Báo quản trị sửa tệp {file}, rồi mở lại.</translation>
    </message>
    <message>
        <source>The settings file cannot be read.</source>
        <translation>Không đọc được tệp cài đặt.</translation>
    </message>
    <message>
        <source>Ask the administrator to look at the file {file}, then start again.</source>
        <translation>Báo quản trị xem tệp {file}, rồi mở lại.</translation>
    </message>
    <message>
        <source>The settings file has an entry that nobody knows: {where}.</source>
        <translation>Tệp cài đặt có mục lạ: {where}.</translation>
    </message>
    <message>
        <source>An entry of the settings file has the wrong kind of value: {where}.</source>
        <translation>Một mục của tệp cài đặt có giá trị sai kiểu: {where}.</translation>
    </message>
    <message>
        <source>The settings name a unit that does not exist ({unit}).</source>
        <translation>Cài đặt ghi một đơn vị không có thật ({unit}).</translation>
    </message>
    <message>
        <source>Ask the administrator to correct the settings, then start again.</source>
        <translation>Báo quản trị sửa cài đặt, rồi mở lại.</translation>
    </message>
    <message>
        <source>The settings name a printer that does not exist ({entry}).</source>
        <translation>Cài đặt ghi một máy in không có ({entry}).</translation>
    </message>
    <message>
        <source>The settings name a paper that does not exist ({entry}).</source>
        <translation>Cài đặt ghi một cỡ giấy không có ({entry}).</translation>
    </message>
    <message>
        <source>The city&apos;s address in the settings is no address.</source>
        <translation>Địa chỉ máy chủ thành phố trong cài đặt không đúng.</translation>
    </message>
    <message>
        <source>The city&apos;s address in the settings is without encryption; nothing is sent there.</source>
        <translation>Địa chỉ máy chủ thành phố trong cài đặt không được mã hoá; không có gì được gửi tới đó.</translation>
    </message>
    <message>
        <source>Ask the administrator to set an address that begins with https.</source>
        <translation>Nhờ người quản trị đặt địa chỉ bắt đầu bằng https.</translation>
    </message>
    <message>
        <source>The key to the city cannot be read on this computer.</source>
        <translation>Không đọc được khóa kết nối thành phố trên máy này.</translation>
    </message>
    <message>
        <source>Ask the administrator to enrol this counter again.</source>
        <translation>Báo quản trị đăng ký lại quầy này.</translation>
    </message>
    <message>
        <source>This counter was restored from a backup at {time} on {day}.</source>
        <translation>Quầy này đã được khôi phục từ bản sao lưu lúc {time} ngày {day}.</translation>
    </message>
    <message>
        <source>Look for papers printed after the backup with Ctrl+K; ask for a dossier that is missing.</source>
        <translation>Dùng Ctrl+K tìm các phiếu in sau lúc sao lưu; hồ sơ nào thiếu thì báo quản trị.</translation>
    </message>
    <message>
        <source>This counter&apos;s data was opened on another computer before; it has its own numbers now.</source>
        <translation>Dữ liệu của quầy này từng mở trên máy khác; từ nay máy này dùng dãy số riêng.</translation>
    </message>
    <message>
        <source>Ask the administrator to enrol this counter again; do not start the other computer.</source>
        <translation>Nhờ quản trị đăng ký lại quầy này; đừng bật máy kia.</translation>
    </message>
    <message>
        <source>This computer was put back to an older state; what had been sent is coming back.</source>
        <translation>Máy này đã bị đưa về trạng thái cũ; những gì đã gửi đang trở về.</translation>
    </message>
    <message>
        <source>Go on working; tell the administrator.</source>
        <translation>Cứ làm việc tiếp; báo cho quản trị.</translation>
    </message>
    <message>
        <source>Another computer works with a copy of this counter; both have their own numbers now.</source>
        <translation>Có máy khác chạy bản sao của quầy này; từ nay mỗi máy có dãy số riêng.</translation>
    </message>
    <message>
        <source>Go on working; ask the administrator to enrol one of the two again.</source>
        <translation>Cứ làm việc tiếp; nhờ quản trị đăng ký lại một trong hai máy.</translation>
    </message>
    <message>
        <source>This counter&apos;s program is older than the ring above it wants.</source>
        <translation>Phần mềm của quầy này cũ hơn phiên bản mà máy chủ cấp trên yêu cầu.</translation>
    </message>
    <message>
        <source>Go on registering and printing: it is still sent, but nothing new is heard. Ask the administrator to update counter-app (Ctrl+6 shows the release).</source>
        <translation>Cứ tiếp nhận và in: hồ sơ vẫn được gửi đi, nhưng quầy không nhận được tin mới. Hãy báo quản trị viên cập nhật counter-app (Ctrl+6 xem phiên bản).</translation>
    </message>
    <message>
        <source>This counter&apos;s program is too old: the ring above it takes nothing from it.</source>
        <translation>Phần mềm của quầy này quá cũ: máy chủ cấp trên không nhận gì từ quầy.</translation>
    </message>
    <message>
        <source>Go on registering and printing; everything is kept here and sent after the update. Ask the administrator to update counter-app (Ctrl+6 shows the release).</source>
        <translation>Cứ tiếp nhận và in; mọi thứ được giữ tại quầy và sẽ gửi đi sau khi cập nhật. Hãy báo quản trị viên cập nhật counter-app (Ctrl+6 xem phiên bản).</translation>
    </message>
    <message>
        <source>This counter&apos;s program is newer than the ring above it understands.</source>
        <translation>Phần mềm của quầy này mới hơn phiên bản mà máy chủ cấp trên hiểu được.</translation>
    </message>
    <message>
        <source>Go on registering and printing; everything is kept here (Ctrl+3) and sent once the ring above is updated.</source>
        <translation>Cứ tiếp nhận và in; mọi thứ được giữ tại quầy (Ctrl+3) và sẽ gửi đi khi máy chủ cấp trên được cập nhật.</translation>
    </message>
    <message>
        <source>This conflict is not open any more: somebody decided it meanwhile.</source>
        <translation>Mục khác biệt này không còn chờ: đã có người quyết định.</translation>
    </message>
    <message>
        <source>Press F5 to see what is still open.</source>
        <translation>Bấm F5 để xem mục còn chờ.</translation>
    </message>
    <message>
        <source>The code of this dossier was not refused; it keeps it.</source>
        <translation>Mã của hồ sơ này không bị từ chối; hồ sơ giữ nguyên mã.</translation>
    </message>
    <message>
        <source>Choose a row whose code another dossier has, then press F6.</source>
        <translation>Chọn dòng có mã trùng hồ sơ khác, rồi bấm F6.</translation>
    </message>
    <message>
        <source>Numbers that this counter may have printed before it was put back are closed until {until}.</source>
        <translation>Các số mà quầy này có thể đã in trước khi được khôi phục bị khoá đến hết ngày {until}.</translation>
    </message>
    <message>
        <source>Let the administrator enrol it (counter-app enrol) or set a free slot in counter.toml, then press {key}; from {again} on it numbers by itself.</source>
        <translation>Nhờ quản trị viên đăng ký lại quầy (counter-app enrol) hoặc đặt một ô số còn trống (slot) trong counter.toml, rồi bấm {key}; từ ngày {again} quầy tự cấp số được.</translation>
    </message>
    <message>
        <source>This counter is a copy of another one, and its own numbers are closed: the other may print them.</source>
        <translation>Quầy này là bản sao của một quầy khác nên dải số riêng của nó bị khoá: quầy kia có thể đang in các số đó.</translation>
    </message>
    <message>
        <source>Ask the administrator to enrol it (counter-app enrol), then press {key}.</source>
        <translation>Nhờ quản trị viên đăng ký lại quầy (counter-app enrol), rồi bấm {key}.</translation>
    </message>
    <message>
        <source>This row was written at another counter; the hub has it, the city refused it.</source>
        <translation>Dòng này do một quầy khác ghi; máy chủ bộ phận đã nhận, thành phố từ chối.</translation>
    </message>
    <message>
        <source>Press F5 at that counter; a new code (F6) can be given here as well.</source>
        <translation>Bấm F5 tại quầy đó; có thể cấp mã mới (F6) ngay tại đây.</translation>
    </message>
    <message>
        <source>The numbers of this day are closed at this counter.</source>
        <translation>Dải số của ngày này đã khóa ở quầy này.</translation>
    </message>
    <message>
        <source>Look whether this computer&apos;s date is right, then press {key}.</source>
        <translation>Xem ngày của máy này có đúng không, rồi bấm {key}.</translation>
    </message>
    <message>
        <source>This row is not in the store any more.</source>
        <translation>Dòng này không còn trong kho dữ liệu.</translation>
    </message>
    <message>
        <source>Leave the page with Esc and open it again.</source>
        <translation>Rời trang bằng Esc rồi mở lại.</translation>
    </message>
    <message>
        <source>An outage is being rehearsed already.</source>
        <translation>Đang có một cuộc diễn tập sự cố.</translation>
    </message>
    <message>
        <source>End it first with Ctrl+Shift+E, or wait until it is over.</source>
        <translation>Kết thúc bằng Ctrl+Shift+E trước, hoặc chờ hết giờ.</translation>
    </message>
    <message>
        <source>This counter has no ring above it, so there is no line to rehearse without.</source>
        <translation>Quầy này chưa kết nối cấp trên nên không có đường truyền để diễn tập.</translation>
    </message>
    <message>
        <source>Rehearse without the printer: Alt+3.</source>
        <translation>Diễn tập hỏng máy in: Alt+3.</translation>
    </message>
    <message>
        <source>This counter talks to the city itself; its office has no hub.</source>
        <translation>Quầy này nối thẳng với thành phố; trung tâm không có máy chủ.</translation>
    </message>
    <message>
        <source>Rehearse without the internet: Alt+1.</source>
        <translation>Diễn tập mất Internet: Alt+1.</translation>
    </message>
    <message>
        <source>The office&apos;s hub did not take part, so nothing is rehearsed.</source>
        <translation>Máy chủ trung tâm không tham gia nên chưa diễn tập.</translation>
    </message>
    <message>
        <source>Look at the line below whether the hub answers, then try again.</source>
        <translation>Xem dòng bên dưới để biết máy chủ có phản hồi không, rồi thử lại.</translation>
    </message>
    <message>
        <source>This is the store of the other kind of counter: practice and real never mix.</source>
        <translation>Đây là kho dữ liệu của loại quầy khác: tập dượt và thật không dùng chung.</translation>
    </message>
    <message>
        <source>Start the other counter, or name another folder.</source>
        <translation>Mở đúng loại quầy, hoặc chọn thư mục khác.</translation>
    </message>
    <message>
        <source>The database does not answer.</source>
        <translation>Cơ sở dữ liệu không phản hồi.</translation>
    </message>
    <message>
        <source>Start again when it is there.</source>
        <translation>Mở lại khi đã có.</translation>
    </message>
    <message>
        <source>The counter could not be opened ({type}).</source>
        <translation>Không mở được quầy ({type}).</translation>
    </message>
    <message>
        <source>Start again; if it comes back, call support.</source>
        <translation>Mở lại; nếu vẫn vậy, gọi bộ phận hỗ trợ.</translation>
    </message>
    <message>
        <source>The text of the printed form has a place that nobody knows: {placeholder}.</source>
        <translation>Mẫu giấy có chỗ điền lạ: {placeholder}.</translation>
    </message>
    <message>
        <source>The dossier code has signs that a barcode of this office must not hold.</source>
        <translation>Mã hồ sơ có ký tự không được dùng trong mã vạch.</translation>
    </message>
    <message>
        <source>Ask the administrator to correct the office code in the settings.</source>
        <translation>Báo quản trị sửa mã đơn vị trong cài đặt.</translation>
    </message>
    <message>
        <source>The procedure of this dossier is not in the catalogue any more.</source>
        <translation>Thủ tục của hồ sơ này không còn trong danh mục.</translation>
    </message>
    <message>
        <source>Choose the procedure that is in force, then press {key}.</source>
        <translation>Chọn thủ tục còn hiệu lực, rồi bấm {key}.</translation>
    </message>
    <message>
        <source>The receipt time lies too far away.</source>
        <translation>Thời điểm tiếp nhận quá xa.</translation>
    </message>
    <message>
        <source>Correct the date, then press {key}.</source>
        <translation>Sửa ngày, rồi bấm {key}.</translation>
    </message>
    <message>
        <source>The picture is not there any more.</source>
        <translation>Không còn ảnh này.</translation>
    </message>
    <message>
        <source>The picture file is empty.</source>
        <translation>Tệp ảnh trống.</translation>
    </message>
    <message>
        <source>The picture is too large to be read safely.</source>
        <translation>Ảnh quá lớn, không thể đọc an toàn.</translation>
    </message>
    <message>
        <source>There is no code in the picture.</source>
        <translation>Trong ảnh không có mã.</translation>
    </message>
    <message>
        <source>Paper is stuck in the printer.</source>
        <translation>Máy in bị kẹt giấy.</translation>
    </message>
    <message>
        <source>Take the paper out, then press {key}.</source>
        <translation>Lấy giấy kẹt ra, rồi bấm {key}.</translation>
    </message>
    <message>
        <source>The printer is open.</source>
        <translation>Nắp máy in đang mở.</translation>
    </message>
    <message>
        <source>Close its cover, then press {key}.</source>
        <translation>Đóng nắp, rồi bấm {key}.</translation>
    </message>
    <message>
        <source>Sending was interrupted; it goes on by itself.</source>
        <translation>Việc gửi bị ngắt; máy tự gửi lại.</translation>
    </message>
    <message>
        <source>Sending met a fault of this program; it goes on by itself.</source>
        <translation>Việc gửi gặp lỗi của phần mềm; tự tiếp tục.</translation>
    </message>
    <message>
        <source>Another office has enrolled this counter; call support.</source>
        <translation>Đơn vị khác đã đăng ký quầy này; gọi hỗ trợ.</translation>
    </message>
    <message>
        <source>This office has no free counter number; call support.</source>
        <translation>Đơn vị đã hết số quầy; gọi hỗ trợ.</translation>
    </message>
    <message>
        <source>{ring} has it.</source>
        <translation>{ring} đã nhận.</translation>
    </message>
    <message>
        <source>{ring} had it already.</source>
        <translation>{ring} đã có từ trước.</translation>
    </message>
    <message>
        <source>{ring} said nothing about it.</source>
        <translation>{ring} không nói gì về mục này.</translation>
    </message>
    <message>
        <source>{ring} cannot be reached; sending goes on by itself.</source>
        <translation>{ring} không liên lạc được; máy tự gửi tiếp.</translation>
    </message>
    <message>
        <source>{ring} did not answer in time; sending goes on by itself.</source>
        <translation>{ring} không phản hồi kịp; máy tự gửi tiếp.</translation>
    </message>
    <message>
        <source>{ring} has a fault of its own; sending goes on by itself.</source>
        <translation>{ring} đang gặp lỗi; máy tự gửi tiếp.</translation>
    </message>
    <message>
        <source>{ring} did not answer, something else did; check the network.</source>
        <translation>{ring} không trả lời mà nơi khác trả lời; kiểm tra mạng.</translation>
    </message>
    <message>
        <source>{ring} was restored from a backup; what it forgot is sent again by itself.</source>
        <translation>{ring} vừa khôi phục từ bản sao lưu; mục bị mất tự được gửi lại.</translation>
    </message>
    <message>
        <source>{ring} is busy; sending goes on by itself.</source>
        <translation>{ring} đang bận; máy tự gửi tiếp.</translation>
    </message>
    <message>
        <source>{ring} wants a newer release of this program: what is written here is still sent, but nothing new is heard. Update counter-app.</source>
        <translation>{ring} yêu cầu phiên bản mới hơn của phần mềm: hồ sơ ở đây vẫn được gửi đi, nhưng không nhận được tin mới. Hãy cập nhật counter-app.</translation>
    </message>
    <message>
        <source>The office&apos;s hub is too old to hear from the city; what is written here still gets there. Update the hub.</source>
        <translation>Máy chủ trung tâm quá cũ nên không nhận được tin từ thành phố; hồ sơ ở đây vẫn lên được thành phố. Hãy cập nhật máy chủ trung tâm.</translation>
    </message>
    <message>
        <source>The office&apos;s hub is too old for the city and keeps everything until it is updated.</source>
        <translation>Máy chủ trung tâm quá cũ so với thành phố nên đang giữ mọi thứ lại cho đến khi được cập nhật.</translation>
    </message>
    <message>
        <source>The city is older than the office&apos;s hub, which keeps everything until the city is updated.</source>
        <translation>Thành phố cũ hơn máy chủ trung tâm; máy chủ trung tâm giữ mọi thứ lại cho đến khi thành phố được cập nhật.</translation>
    </message>
    <message>
        <source>{ring} is not of this kind: practice and real do not talk to each other.</source>
        <translation>{ring} không cùng loại: tập dượt và thật không nối với nhau.</translation>
    </message>
    <message>
        <source>{ring} refused the one-time code; ask for a new one.</source>
        <translation>{ring} từ chối mã dùng một lần; xin mã mới.</translation>
    </message>
    <message>
        <source>{ring} has an address in the settings that is none; call support.</source>
        <translation>{ring} có địa chỉ sai trong cài đặt; gọi hỗ trợ.</translation>
    </message>
    <message>
        <source>{ring} has an address without encryption; nothing is sent. Set it to https.</source>
        <translation>{ring} có địa chỉ không mã hóa; không gửi gì. Hãy đặt thành https.</translation>
    </message>
    <message>
        <source>{ring} could not read it; call support.</source>
        <translation>{ring} không đọc được; gọi hỗ trợ.</translation>
    </message>
    <message>
        <source>{ring} takes nothing that large; call support.</source>
        <translation>{ring} không nhận mục lớn như vậy; gọi hỗ trợ.</translation>
    </message>
    <message>
        <source>Refused: something else has this identifier; call support.</source>
        <translation>Từ chối: định danh đã dùng cho mục khác; gọi hỗ trợ.</translation>
    </message>
    <message>
        <source>Refused: two counters may be copies of one disk; call support.</source>
        <translation>Từ chối: có thể hai quầy dùng chung một bản sao ổ đĩa; gọi hỗ trợ.</translation>
    </message>
    <message>
        <source>Refused: an event before this one is missing; call support.</source>
        <translation>Từ chối: thiếu mục liền trước; gọi hỗ trợ.</translation>
    </message>
    <message>
        <source>Refused: this dossier was received before.</source>
        <translation>Từ chối: hồ sơ này đã được tiếp nhận trước đó.</translation>
    </message>
    <message>
        <source>Refused: the dossier&apos;s state does not allow this.</source>
        <translation>Bị từ chối: trạng thái hồ sơ không cho phép thao tác này.</translation>
    </message>
    <message>
        <source>Refused: the content cannot be read; call support.</source>
        <translation>Từ chối: không đọc được nội dung; gọi hỗ trợ.</translation>
    </message>
    <message>
        <source>Refused: the content was changed on the way; call support.</source>
        <translation>Từ chối: nội dung bị đổi trên đường truyền; gọi hỗ trợ.</translation>
    </message>
    <message>
        <source>Refused: {ring} could not store it; call support.</source>
        <translation>Từ chối: {ring} không lưu được; gọi hỗ trợ.</translation>
    </message>
    <message>
        <source>The file is not on this computer any more.</source>
        <translation>Tệp không còn trên máy này.</translation>
    </message>
    <message>
        <source>The file on this computer was changed or damaged.</source>
        <translation>Tệp trên máy này đã bị đổi hoặc hỏng.</translation>
    </message>
    <message>
        <source>{ring} takes no file that large.</source>
        <translation>{ring} không nhận tệp lớn như vậy.</translation>
    </message>
    <message>
        <source>{ring} did not understand how the file was sent; call support.</source>
        <translation>{ring} không hiểu cách gửi tệp; gọi hỗ trợ.</translation>
    </message>
    <message>
        <source>{ring} got the file damaged; it is sent anew by itself.</source>
        <translation>{ring} nhận tệp bị hỏng; máy tự gửi lại từ đầu.</translation>
    </message>
    <message>
        <source>{ring} forgot the half of the file that it had; it is sent anew.</source>
        <translation>{ring} đã bỏ phần tệp nhận dở; máy gửi lại từ đầu.</translation>
    </message>
    <message>
        <source>{ring} got a piece damaged; it is sent again by itself.</source>
        <translation>{ring} nhận một phần bị hỏng; máy tự gửi lại.</translation>
    </message>
    <message>
        <source>{ring} has nobody above it.</source>
        <translation>{ring} không có cấp trên.</translation>
    </message>
    <message>
        <source>Refused: it was written by another counter.</source>
        <translation>Từ chối: mục này do quầy khác ghi.</translation>
    </message>
    <message>
        <source>Refused: another dossier has this code.</source>
        <translation>Từ chối: mã này đã có hồ sơ khác dùng.</translation>
    </message>
    <message>
        <source>Refused: it belongs to another office.</source>
        <translation>Từ chối: mục này thuộc đơn vị khác.</translation>
    </message>
    <message>
        <source>Refused: its time is impossible; check this computer&apos;s clock.</source>
        <translation>Từ chối: thời điểm không hợp lệ; kiểm tra đồng hồ máy này.</translation>
    </message>
    <message>
        <source>It waits for what comes before it.</source>
        <translation>Đang chờ mục liền trước.</translation>
    </message>
    <message>
        <source>It is saved at this counter and waits its turn; other rows go on without it.</source>
        <translation>Đã lưu tại quầy và đang chờ lượt; các dòng khác vẫn đi tiếp.</translation>
    </message>
    <message>
        <source>Nothing needs to be done; F9 tries at once.</source>
        <translation>Không phải làm gì; F9 để thử ngay.</translation>
    </message>
    <message>
        <source>It is saved at this counter; other rows go on without it.</source>
        <translation>Đã lưu tại quầy; các dòng khác vẫn đi tiếp.</translation>
    </message>
    <message>
        <source>Tell support this code; F5 sends it again after that.</source>
        <translation>Báo mã này cho bộ phận hỗ trợ; sau đó F5 để gửi lại.</translation>
    </message>
    <message>
        <source>The dossier is whole at this counter; other rows go on without it.</source>
        <translation>Hồ sơ còn nguyên tại quầy; các dòng khác vẫn đi tiếp.</translation>
    </message>
    <message>
        <source>Show support what is sent (F8). F5 sends it again once they have put it right.</source>
        <translation>Cho bộ phận hỗ trợ xem nội dung gửi (F8). Khi đã sửa xong, F5 để gửi lại.</translation>
    </message>
    <message>
        <source>The dossier is whole at this counter, and the other computer&apos;s work is kept too.</source>
        <translation>Hồ sơ còn nguyên tại quầy, việc của máy kia cũng được giữ.</translation>
    </message>
    <message>
        <source>Switch off the computer that is the copy, enrol it anew, then press F5 here.</source>
        <translation>Tắt máy là bản sao, đăng ký lại máy đó, rồi bấm F5 ở đây.</translation>
    </message>
    <message>
        <source>Press F5; if it is refused again, this store may be a copy: call support.</source>
        <translation>Bấm F5; nếu vẫn bị từ chối, kho này có thể là bản sao: gọi hỗ trợ.</translation>
    </message>
    <message>
        <source>The dossier is whole at this counter; only its code belongs to another one.</source>
        <translation>Hồ sơ còn nguyên tại quầy; chỉ có mã trùng với hồ sơ khác.</translation>
    </message>
    <message>
        <source>Press F6 to give it a new code; its old one still finds it. Then print the receipt again.</source>
        <translation>Bấm F6 để cấp mã mới; mã cũ vẫn tìm ra hồ sơ. Rồi in lại giấy tiếp nhận.</translation>
    </message>
    <message>
        <source>The dossier is there from before; nothing of it is lost.</source>
        <translation>Hồ sơ đã có ở đó từ trước; không mất gì.</translation>
    </message>
    <message>
        <source>Open it with Enter and compare; tell support if the two differ.</source>
        <translation>Mở bằng Enter và so sánh; nếu khác nhau, báo bộ phận hỗ trợ.</translation>
    </message>
    <message>
        <source>What was done before it stands; this act counts nowhere.</source>
        <translation>Những việc đã làm trước đó vẫn giữ nguyên; thao tác này không được tính.</translation>
    </message>
    <message>
        <source>Open the dossier with Enter and look at its timeline; tell support if you did it.</source>
        <translation>Nhấn Enter mở hồ sơ và xem diễn biến; báo bộ phận hỗ trợ nếu chính bạn đã thực hiện.</translation>
    </message>
    <message>
        <source>Press F5; if it is refused again, something on the way changes it: call support.</source>
        <translation>Bấm F5; nếu vẫn bị từ chối, nội dung bị đổi trên đường truyền: gọi hỗ trợ.</translation>
    </message>
    <message>
        <source>Ask the administrator whether this counter was enrolled anew; then press F5.</source>
        <translation>Hỏi quản trị xem quầy này có được đăng ký lại không; rồi bấm F5.</translation>
    </message>
    <message>
        <source>Ask the administrator which office this counter is enrolled for; then press F5.</source>
        <translation>Hỏi quản trị xem quầy này đăng ký cho đơn vị nào; rồi bấm F5.</translation>
    </message>
    <message>
        <source>Put this computer&apos;s clock right and tell support; F5 sends it again.</source>
        <translation>Chỉnh đúng đồng hồ máy này và báo bộ phận hỗ trợ; F5 để gửi lại.</translation>
    </message>
    <message>
        <source>The dossier itself is saved and sent; only this paper&apos;s picture is missing.</source>
        <translation>Hồ sơ đã được lưu và gửi; chỉ thiếu ảnh của giấy tờ này.</translation>
    </message>
    <message>
        <source>Put the file back from a backup, or scan the paper again; then press F5.</source>
        <translation>Lấy lại tệp từ bản sao lưu, hoặc quét lại giấy tờ; rồi bấm F5.</translation>
    </message>
    <message>
        <source>The dossier itself is saved and sent; the damaged picture was not sent.</source>
        <translation>Hồ sơ đã được lưu và gửi; ảnh hỏng chưa được gửi.</translation>
    </message>
    <message>
        <source>The file is kept whole at this counter, and the dossier is sent.</source>
        <translation>Tệp còn nguyên tại quầy, hồ sơ đã được gửi.</translation>
    </message>
    <message>
        <source>Scan the paper again with fewer dots per inch; support can allow larger files.</source>
        <translation>Quét lại giấy tờ với độ phân giải thấp hơn; bộ phận hỗ trợ có thể cho phép tệp lớn hơn.</translation>
    </message>
    <message>
        <source>Press F5; if it is refused again, tell support this code.</source>
        <translation>Bấm F5; nếu vẫn bị từ chối, báo mã này cho bộ phận hỗ trợ.</translation>
    </message>
    <message>
        <source>No file was chosen, so nothing was filed.</source>
        <translation>Chưa chọn tệp nào nên chưa đưa gì vào hồ sơ.</translation>
    </message>
    <message>
        <source>Press {key} and choose the scanned papers.</source>
        <translation>Bấm {key} rồi chọn bản quét giấy tờ.</translation>
    </message>
    <message>
        <source>At most {most} files can be filed at once; nothing was filed.</source>
        <translation>Mỗi lần chỉ thêm được tối đa {most} tệp; chưa đưa gì vào hồ sơ.</translation>
    </message>
    <message>
        <source>Press {key} and choose fewer; the others go with the next {key}.</source>
        <translation>Bấm {key} và chọn ít tệp hơn; phần còn lại thêm ở lần bấm {key} sau.</translation>
    </message>
    <message>
        <source>The file in place {place} of those chosen cannot be read; nothing was filed.</source>
        <translation>Không đọc được tệp thứ {place} trong các tệp đã chọn; chưa đưa gì vào hồ sơ.</translation>
    </message>
    <message>
        <source>See whether its stick is still plugged in, then press {key} again.</source>
        <translation>Xem USB còn cắm không, rồi bấm lại {key}.</translation>
    </message>
    <message>
        <source>One of the files is too large; nothing was filed.</source>
        <translation>Có một tệp quá lớn; chưa đưa gì vào hồ sơ.</translation>
    </message>
    <message>
        <source>Scan it in parts or with a lower resolution, then press {key}.</source>
        <translation>Quét thành nhiều phần hoặc giảm độ phân giải, rồi bấm {key}.</translation>
    </message>
    <message>
        <source>The folder of the papers cannot be written to; nothing was filed.</source>
        <translation>Không ghi được vào thư mục giấy tờ; chưa đưa gì vào hồ sơ.</translation>
    </message>
    <message>
        <source>Call support; registering and printing go on.</source>
        <translation>Gọi hỗ trợ; vẫn tiếp nhận và in bình thường.</translation>
    </message>
    <message>
        <source>This dossier does not name that paper any more.</source>
        <translation>Hồ sơ này không còn giấy tờ đó.</translation>
    </message>
    <message>
        <source>Press Esc, choose a paper from the list, then F3.</source>
        <translation>Bấm Esc, chọn một giấy tờ trong danh sách, rồi bấm F3.</translation>
    </message>
    <message>
        <source>This paper cannot be fetched: {reason}</source>
        <translation>Không tải được giấy tờ này: {reason}</translation>
    </message>
    <message>
        <source>Press {key} to ask for it again; else ask the counter that filed it.</source>
        <translation>Bấm {key} để yêu cầu lại; nếu vẫn không được, hỏi quầy đã đưa giấy tờ vào.</translation>
    </message>
    <message>
        <source>Files of this kind are kept but cannot be shown here.</source>
        <translation>Loại tệp này được lưu nhưng không xem được tại đây.</translation>
    </message>
    <message>
        <source>Press Esc; papers scanned as PDF, JPEG, PNG or TIFF can be shown.</source>
        <translation>Bấm Esc; chỉ xem được bản quét dạng PDF, JPEG, PNG hoặc TIFF.</translation>
    </message>
    <message>
        <source>The content of this paper cannot be shown: damaged, locked or too large.</source>
        <translation>Không hiển thị được nội dung giấy tờ này: tệp hỏng, bị khoá hoặc quá lớn.</translation>
    </message>
    <message>
        <source>Press {key} to try again; if it stays so, scan the paper anew and file it with F7.</source>
        <translation>Bấm {key} để thử lại; nếu vẫn vậy, quét lại giấy tờ và thêm bằng F7.</translation>
    </message>
    <message>
        <source>The paper is being fetched from above ({percent} %).</source>
        <translation>Đang tải giấy tờ từ cấp trên ({percent} %).</translation>
    </message>
    <message>
        <source>The office&apos;s hub is fetching the paper from the city.</source>
        <translation>Máy chủ trung tâm đang tải giấy tờ từ thành phố.</translation>
    </message>
    <message>
        <source>The paper came damaged and is fetched once more ({percent} %).</source>
        <translation>Tệp tải về bị hỏng, đang tải lại ({percent} %).</translation>
    </message>
    <message>
        <source>{ring} cannot be reached; {percent} % of the paper is here.</source>
        <translation>{ring} hiện không liên lạc được; đã tải {percent} % giấy tờ.</translation>
    </message>
    <message>
        <source>{ring} does not answer; {percent} % of the paper is here.</source>
        <translation>{ring} không phản hồi; đã tải {percent} % giấy tờ.</translation>
    </message>
    <message>
        <source>The line broke; {percent} % of the paper is here.</source>
        <translation>Đường truyền bị ngắt; đã tải {percent} % giấy tờ.</translation>
    </message>
    <message>
        <source>Nobody may write at this counter just now: the account that did was closed.</source>
        <translation>Hiện chưa có cán bộ nào được làm việc tại quầy này: tài khoản đang dùng đã bị đóng.</translation>
    </message>
    <message>
        <source>Scan a staff badge or choose an officer (Ctrl+6), then press {key}.</source>
        <translation>Hãy quét thẻ cán bộ hoặc chọn cán bộ (Ctrl+6), rồi nhấn {key}.</translation>
    </message>
    <message>
        <source>The badge {badge} belongs to nobody who may write at this office today.</source>
        <translation>Thẻ {badge} không thuộc cán bộ nào được làm việc tại đơn vị này hôm nay.</translation>
    </message>
    <message>
        <source>Scan another badge, or see who may (Ctrl+6); accounts come from the city.</source>
        <translation>Hãy quét thẻ khác, hoặc xem danh sách (Ctrl+6); tài khoản do thành phố cấp.</translation>
    </message>
    <message>
        <source>The PIN is wrong.</source>
        <translation>Mã PIN không đúng.</translation>
    </message>
    <message>
        <source>Type it again; tries left before a pause: {left}.</source>
        <translation>Hãy nhập lại; còn {left} lần trước khi phải chờ.</translation>
    </message>
    <message>
        <source>The PIN was wrong three times.</source>
        <translation>Mã PIN sai ba lần.</translation>
    </message>
    <message>
        <source>Wait {seconds} s, then type it again. Esc leaves everything as it was.</source>
        <translation>Hãy chờ {seconds} giây rồi nhập lại. Esc để thôi, mọi thứ giữ nguyên.</translation>
    </message>
    <message>
        <source>receives dossiers</source>
        <translation>Tiếp nhận</translation>
    </message>
    <message>
        <source>processes dossiers</source>
        <translation>Xử lý</translation>
    </message>
    <message>
        <source>leader</source>
        <translation>Lãnh đạo</translation>
    </message>
    <message>
        <source>supervisor</source>
        <translation>Giám sát</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>Quản trị</translation>
    </message>
</context>
<context>
    <name>WorkPage</name>
    <message>
        <source>Apology to draft</source>
        <translation>Cần xin lỗi</translation>
    </message>
    <message>
        <source>No apology is due.</source>
        <translation>Không có hồ sơ nào cần xin lỗi.</translation>
    </message>
    <message>
        <source>Dossiers come here at four fifths of their time; Enter opens one, there its date is moved.</source>
        <translation>Hồ sơ vào danh sách này khi đã qua bốn phần năm thời hạn; Enter mở hồ sơ để hẹn lại ngày trả.</translation>
    </message>
    <message>
        <source>Ready to collect</source>
        <translation>Chờ trả kết quả</translation>
    </message>
    <message>
        <source>No result waits to be collected.</source>
        <translation>Không có kết quả nào chờ trả.</translation>
    </message>
    <message>
        <source>Finished dossiers come here until their result is given out; Enter opens one.</source>
        <translation>Hồ sơ đã giải quyết xong nằm ở đây cho đến khi trả kết quả; Enter mở hồ sơ.</translation>
    </message>
    <message>
        <source>Which lists are these?</source>
        <translation>Đây là những danh sách gì?</translation>
    </message>
    <message>
        <source>An apology must lie drafted at four fifths of the time, one working day before it ends.</source>
        <translation>Phiếu xin lỗi phải được soạn khi đã qua bốn phần năm thời hạn, chậm nhất một ngày làm việc trước hạn.</translation>
    </message>
    <message>
        <source>While the hand-over list is shown, a scanned receipt goes onto it instead of opening.</source>
        <translation>Khi đang mở danh sách bàn giao, giấy tiếp nhận được quét sẽ vào danh sách thay vì mở hồ sơ.</translation>
    </message>
    <message>
        <source>The code of a list that came opens it here, from any page, to be taken over.</source>
        <translation>Ở bất kỳ trang nào, quét mã phiếu bàn giao được chuyển đến sẽ mở phiếu tại đây để nhận.</translation>
    </message>
    <message>
        <source>At a desk</source>
        <translation>Đang ở bàn</translation>
    </message>
    <message>
        <source>Hand-over</source>
        <translation>Bàn giao</translation>
    </message>
    <message>
        <source>Register (07)</source>
        <translation>Sổ theo dõi (07)</translation>
    </message>
    <message>
        <source>Show the list: {list}</source>
        <translation>Mở danh sách: {list}</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Hỏi lại</translation>
    </message>
    <message>
        <source>Ask what waits now</source>
        <translation>Hỏi lại những gì đang chờ</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở</translation>
    </message>
    <message>
        <source>Open the row&apos;s dossier</source>
        <translation>Mở hồ sơ của dòng này</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>One step back, then to the intake page</source>
        <translation>Lùi một bước, rồi về trang tiếp nhận</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>đang mở</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Công việc</translation>
    </message>
</context>
</TS>
