### Why a promised date has moved: behind "vì".

reckoned-off = nghỉ ngày { $date } ({ $name })
reckoned-not-worked = không làm bù ngày { $date } nữa
reckoned-worked = ngày { $date } làm việc
reckoned-more = và { $n } ngày khác
reckoned-hours = giờ làm việc thay đổi
reckoned-terms = thời hạn mới: { $basis }
