skip-to-content = Skip to content
menu-main = Main menu
menu-entries = My entries
menu-work = Work
menu-inbox = Inbox
menu-unread = Unread messages
menu-language = Language
menu-receipts = Check a receipt
save = Save
cancel = Cancel
choose = Choose
yes = Yes
no = No
back = Back
list-pages = Pages of the list
list-next = Next page
form-problems = Please correct the following:
field-optional = optional
field-required = Please fill this in.
field-too-long = At most { $max } characters; this has { $length }.
field-too-short = At least { $min } characters; this has { $length }.
field-characters = This has characters that cannot be kept. Remove them or type the text again.
field-one-line = This takes a single line.
field-one-language = Write it in at least one language.
field-choice = Choose one from the list.
field-range = Give a number from { $min } to { $max }.
field-number = Give a whole number.
field-date = Give the date as YYYY-MM-DD, for example 2023-08-31.
field-email = This does not look like an e-mail address.
field-email-taken = There is an account with this address already. Sign in, or ask for a new password.
field-latin = Use Latin letters only, for example Li Wei.
field-password-short = A password has at least { $min } characters.
field-password-simple = Too simple: use more different characters.
field-password-wrong = That is not the current password.
clock-beijing = Beijing
clock-moscow = Moscow
clock-utc = Universal time (UTC)
clock-yours = Your time ({ $zone })
clock-yours-short = Your time
span-minutes =
    { $n ->
        [one] { $n } minute
       *[other] { $n } minutes
    }
span-hours = { $n } h { $m } min
span-days =
    { $n ->
        [one] { $n } day { $h } h
       *[other] { $n } days { $h } h
    }
count-entries =
    { $n ->
        [one] { $n } entry
       *[other] { $n } entries
    }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
error-not-found = This page was not found
error-sign-in-first = Please sign in first
signed-out = You were signed out in the meantime
signed-out-kept = Nothing is lost: what you typed is kept on this page, as long as it stays open. Two steps save it.
signed-out-sign-in = Sign in (opens in another tab)
signed-out-come-back = Come back to this tab and send what you typed again.
signed-out-again = Send again
error-cross-site = This request came from another site and was refused
error-request = This request was not understood
error-not-a-form = The form arrived in a form that cannot be read
error-already-there = That is already there
error-email-taken = Another account has this address now
error-too-large = Too large
error-too-many = Too many attempts
error-busy = The server is busy
error-storage = The files cannot be reached
error-internal = Something went wrong; it was recorded
error-hint-not-found = The link may have expired, or it may need another account.
error-hint-conflict = Something changed while you were working. Go back, reload the page and try again; what was saved is safe.
error-hint-wait = Wait a moment and try again. Nothing was lost.
error-hint-other = Go back and try again.
error-home = To the home page
locale-zh = Chinese
locale-ru = Russian
locale-en = English
mail-state-queued = Waiting to be sent
mail-state-held = Held to be read
mail-state-sent = Sent
mail-state-failed = Could not be sent
mail-greeting = Dear { $name },
mail-signature = Shortlist, the short-video competition
flash-saved = Saved.
label-and-text = { $label }: { $text }
list-separator = { ", " }
console-menu = Contest menu
console-group-set-up = Set-up
console-group-running = Running
console-group-records = Records
console-overview = Overview
console-texts = Texts
console-windows = Dates
console-streams = Streams
console-categories = Categories
console-entry-rules = Entry rules
console-questions = Questions
console-declarations = Declarations
console-theme = Theme check
console-criteria = Criteria
console-awards = Awards
console-team = Team
console-entries = All entries
console-rounds = Rounds
console-conflicts = Conflicts
console-audience = Audience votes
console-results = Results
console-objections = Objections
console-notices = Decision mails
console-exports = Exports
console-mails = Mails
console-events = Audit trail
