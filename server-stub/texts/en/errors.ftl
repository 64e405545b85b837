### Pages that aren't what was asked for.

errors-forbidden = Not allowed
errors-forbidden-more = The account that is signed in may not do this, or the page was open since before you signed in again. Open it anew from the list; if you need to be allowed more, ask your coordinator.
errors-not-found = Page not found
errors-not-found-more = There is nothing at this address, or the case belongs to another unit.
errors-method = It can’t be done that way
errors-method-more = This address doesn’t take that kind of request. Please start again from the list.
errors-too-large = Too long
errors-too-large-more = The form is larger than the server takes. Go back and shorten it.
errors-malformed = The form can’t be read
errors-malformed-more = A part of the form is missing. Go back, reload the page, and try again.
errors-busy = The server is busy
errors-busy-more = Please wait a few seconds. The last step may have been saved: reload the case and look before doing it again.
errors-internal = The server had a problem
errors-internal-more = The last step may not be saved. Reload the case to see before you do it again.
errors-copy = It isn’t saved. Copy it before you leave this page.
errors-to-list = To the list of cases
