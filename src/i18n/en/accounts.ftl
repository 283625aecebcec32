sign-in = Sign in
sign-up = Sign up
sign-out = Sign out
sign-up-title = Create an account
sign-up-lead = One account to submit entries and follow them.
sign-up-have-account = Have an account already?
sign-in-no-account = No account yet?
sign-in-first = Sign in to go on.
sign-in-failed = The e-mail address or the password is not right.
label-email = E-mail address
label-email-new = New address
label-password = Password
label-password-new = New password
label-password-current = Current password
label-native-name = Name
label-latin-name = Name in Latin letters
label-country = Country or region
label-organisation = School or organisation
label-locale = Language
help-password = At least 10 characters. A phrase you will remember is best.
help-native-name = As you write it yourself.
help-latin-name = For the international jury and certificates, for example Li Wei.
help-country = Your entries join the stream of this country.
help-organisation = Judges from your organisation never score your entries.
help-locale = The language of pages and mails.
account-title = Account
account-profile = About you
account-unconfirmed = The address { $email } is not confirmed yet. Open the link in our mail.
account-send-again = Send it again
account-email-change = Change the address
account-email-now = Now: { $email }
account-password-change = Change the password
sessions-title = Where you are signed in
session-this = This browser
session-since = Signed in { $time }
session-seen = Last used { $time }
session-end = End this one
sessions-end-others = End all the others
forgotten-password = Forgotten password
forgotten-lead = We will mail you a link to set a new one.
forgotten-send = Send the link
forgotten-sent = If there is an account for { $email }, a mail is on its way. The link works for two hours.
new-password-title = Set a new password
new-password-for = Account: { $email }
confirm-email-title = Confirm your address
confirm-email-button = Yes, this is my address
inbox-empty = Every mail we send you is kept here.
inbox-mark-read = Mark as read
flash-signed-up = Your account is ready. We mailed you a link to confirm the address.
flash-signed-in = You are signed in.
flash-signed-out = You are signed out.
flash-session-ended = Ended.
flash-password-changed = The password is changed; every other session has ended.
flash-email-change-sent = We mailed a link to the new address; it changes when you open it.
flash-confirmation-sent = The mail is on its way.
flash-email-confirmed = The address is confirmed.
mail-confirm-email-subject = Please confirm your e-mail address
mail-confirm-email-body =
    Open this link to confirm your address (it works for 7 days):

    { $link }

    If you did not sign up, ignore this mail.
mail-change-email-subject = Please confirm your new address
mail-change-email-body =
    Open this link to make this the address of your account (it works for one day):

    { $link }
mail-email-changing-subject = The address of your account is about to change
mail-email-changing-body = Somebody asked to change it to { $email }. If it was not you, change your password now.
mail-reset-password-subject = Set a new password
mail-reset-password-body =
    Open this link to set a new password (it works for 2 hours):

    { $link }

    If you did not ask for it, ignore this mail.
mail-password-changed-subject = Your password was changed
mail-password-changed-body = The password of your account was just changed and every session ended. If it was not you, set a new one at once with “Forgotten password”.
event-account-created = signed up
event-account-made-administrator = made site administrator
event-account-profile-changed = changed the profile
event-account-password-changed = changed the password
event-account-signed-in = signed in
event-account-signed-out = signed out
event-account-session-ended = ended a session
event-account-other-sessions-ended = ended the other sessions
event-account-email-change-asked = asked to change the address
event-account-email-confirmed = confirmed the address
