### Why a promised date has moved: behind "because".

reckoned-off = { $date } is off ({ $name })
reckoned-not-worked = { $date } is no longer worked in place of another day
reckoned-worked = { $date } is a working day
reckoned-more = { $n ->
    [one] and one more day
   *[other] and { $n } more days
}
reckoned-hours = working hours have changed
reckoned-terms = new terms: { $basis }
