### Where reports go.

settings-routing-title = Routing
settings-routing-lead = Which unit a new report goes to first.
settings-routing-question = Where would this go?
settings-routing-ask = Show
settings-routing-goes-to = To { $unit }.
settings-routing-by-rule = By the rule: { $category }, { $commune }.
settings-routing-by-none = No rule says so.
settings-routing-is-about-staff = It is about staff: no unit of that commune sees it.
settings-routing-add = Add a rule
settings-routing-add-lead = What says more comes before what says less by itself; its place needs no thought.
settings-routing-change = Edit a rule
settings-routing-rules = The rules, in the order in which they are read
settings-routing-rules-lead = The first that fits, and whose unit takes reports, decides.
settings-routing-none = There is none yet.
settings-routing-category = Category
settings-routing-commune = Commune
settings-routing-to = To the unit
settings-routing-sooner = Read sooner
settings-routing-of-the-commune = { $unit } of the commune where it happened
settings-routing-staff = Reports about a unit's own staff
settings-routing-staff-lead = These categories go past every unit of the commune that they are about, and appear nowhere there: in no list, search or count.
settings-routing-staff-add = Add a category
settings-routing-fallback = Where no rule fits
settings-routing-otherwise = To the commune's unit
settings-routing-level-above = Reports about staff to the province's unit
