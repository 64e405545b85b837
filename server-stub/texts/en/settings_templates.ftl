### Texts that replies begin with.

settings-templates-title = Templates of replies
settings-templates-lead = Texts that officers put into a reply and then fit to the case.
settings-templates-add = Add a template
settings-templates-change = Edit a template
settings-templates-placeholders = Filled in by themselves: {"{"}reference{"}"} with the reference, {"{"}category{"}"} with the category, {"{"}unit{"}"} with the unit, {"{"}due{"}"} with the date by which it is answered.
settings-templates-all = The templates
settings-templates-none = There is none yet.
settings-templates-name = Name
settings-templates-name-hint = Officers choose by it.
settings-templates-category = Category
settings-templates-text = Text in Vietnamese
