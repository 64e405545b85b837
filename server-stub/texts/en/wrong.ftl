### What is wrong with a field.

wrong-empty = Nothing was typed.
wrong-too-long = More than { $limit } characters.
wrong-not-a-code = Only lower-case letters and digits.
wrong-taken = There is one already.
wrong-unknown-unit = There is no such unit, or it can't take such reports.
wrong-unknown-category = There is no such category.
wrong-unknown-commune = There is no such commune.
wrong-unknown = It isn't there any more.
wrong-needed = That can't be: some reports would go nowhere then.
wrong-too-many = There are { $limit } already, and no more fit.
wrong-not-a-date = It is no date; write it like 2027-02-05.
wrong-worked-anyway = It is a working day anyway, or a day off itself.
wrong-not-off = That day isn't off. Add it as a day off first.
wrong-worked-for = A day is worked in place of it. Remove that first.
wrong-not-a-number = It must be a number from { $first } to { $last }.
wrong-placeholder = “{ $text }” is none of the placeholders.
wrong-emergency-number = It needs an emergency number that is known: 112, 113, 114, 115.
wrong-no-choice = It needs at least one choice.
wrong-not-an-address = It is no address for e-mail.
wrong-contradiction = It can't be saved, since it contradicts another part of the settings.
wrong-too-short = At least { $limit } characters are needed.
