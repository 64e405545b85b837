### What coordinators settle, on every page of it.

settings-rooms = Settings
settings-units = Units
settings-routing = Routing
settings-terms = Terms
settings-calendar = Days off
settings-what-to-do = What can be done
settings-edit = Edit
settings-remove = Remove
settings-save = Save
settings-cancel = Leave as it is
settings-saved = Saved. The change holds from now on.
settings-not-saved = Not saved
settings-see-fields = A field isn't right yet; why is said above it. What you typed is still there.
settings-not-yours = This is settled by the coordinators of the whole province, or of another commune. You can look at it but not change it.
settings-changed = Somebody else was sooner
settings-changed-by = { $name } changed these settings at { $when }. Nothing of yours was saved; what you typed is still in the form. Look at the table, and save again if it is still needed.
settings-note = Why (optional)
settings-note-hint = Kept in the history of changes, such as the number of a decision.
settings-english-hint = Left empty, the Vietnamese stands in for it.
settings-any-category = Every category
settings-any-commune = Every commune
settings-history = History
settings-officers = Officers
settings-categories = Categories
settings-templates = Templates
settings-catalogue = Categories and terms
settings-changed-see = See what was changed
settings-ahead =
    { $n ->
        [one] 1 open case will get another date
       *[other] { $n } open cases will get other dates
    }
settings-ahead-or-more = More than { $n } open cases will get other dates
settings-ahead-lead = Nothing has been saved yet. When you save, the new date and the reason are written into each case; the citizen and the unit both see them.
settings-ahead-send = Save and move the dates
settings-reckoned = Saved. The dates of open cases move within a few minutes.
