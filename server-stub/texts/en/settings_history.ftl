### Who changed what.

settings-history-title = History of the settings
settings-history-lead = Who changed what, and when. Nothing here can be changed or deleted.
settings-history-last = The last changes
settings-history-what = What
settings-history-when = When
settings-history-by = By
settings-history-never = As it came
settings-history-see = See the history
settings-history-version = Version { $version }: { $name }, { $when }
settings-history-more = { $n } more changes in this version.
settings-history-place = Where
settings-history-was = Before
settings-history-is = After
settings-history-nothing = Nothing is different.
settings-history-empty = (nothing)
settings-history-go-back = Go back to this version
settings-history-back-note = Back to version { $version }
settings-history-bundled = Version 0: as the software came
settings-history-bundled-lead = What there was before any change.
settings-history-older = Earlier changes
settings-history-field-name = name
settings-history-field-vi = Vietnamese
settings-history-field-en = English
settings-history-field-version = number of the version
