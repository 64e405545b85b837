### How long things may take.

settings-terms-title = Terms
settings-terms-lead = By when a report is taken up and answered, each with what it rests on. Citizens read that beside the date.
settings-terms-levels = By level
settings-terms-levels-lead = For every category without terms of its own.
settings-terms-own = Terms of single categories
settings-terms-own-add = Give a category its own terms
settings-terms-own-open = Go on
settings-terms-none = No category has terms of its own.
settings-terms-for-what = For
settings-terms-category = Category
settings-terms-level = Level
settings-terms-intake = Taken up within
settings-terms-resolution = Answered within
settings-terms-hours = { $n ->
    [one] { $n } working hour
   *[other] { $n } working hours
}
settings-terms-days = { $n ->
    [one] { $n } working day
   *[other] { $n } working days
}
settings-terms-change = Edit terms
settings-terms-counts-lead = It holds for reports that come from now on. Dates that were promised stay, unless you choose otherwise below.
settings-terms-amount = How many
settings-terms-unit = Counted in
settings-terms-working-hours = working hours
settings-terms-working-days = working days
settings-terms-basis = What it rests on
settings-terms-basis-hint = The regulation, such as “Decision 12/2027/QĐ-UBND, Article 5”. If there is none yet, say that it is provisional.
settings-terms-basis-en = What it rests on, in English
settings-terms-as-the-level = Use the common terms
settings-terms-names = Names of the levels
settings-terms-name-vi = Name in Vietnamese
settings-terms-name-en = Name in English
settings-terms-open-too = Let it hold for open cases too
settings-terms-open-too-hint = Dates only move further off, never forward; citizens see the new date and the rule. The page says first how many cases that are.
