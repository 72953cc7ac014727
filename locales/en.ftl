# The program's own words in English. The same keys and arguments stand in zh-CN.ftl; a test compares them.

## Failures
failure-cause = {" "}({ $cause })
failure-hint = hint: { $hint }

## Types of the rule language
type-bool = truth
type-number = number
type-text = text
type-code = code of a choice
type-date = date
type-list = list ({ $inner })
type-quantity = quantity (value and unit)
type-range = range
type-uncertainty = uncertainty
type-accuracy = accuracy
type-attachment = attachment
type-reference = reference
type-rows = rows of a table
type-row = row
type-section = section
type-nothing = nothing

## Mistakes in expressions
did-you-mean = {"; "}did you mean { $name }?
expr-unexpected-character = '{ $found }' has no place in an expression
expr-number-too-long = the number is too long
expr-text-not-closed = the text is not closed with a quote
expr-too-long = the expression is longer than { $limit } bytes
expr-too-deep = the expression nests deeper than { $limit } levels
expr-unexpected = { $found } is not expected here
expr-unexpected-end = the expression is not complete
expr-expected = { $expected } is expected here, not '{ $found }'
expr-needs-field = the field is missing: write section.field
expr-row-in-table = row cannot be used while going through a whole table; use a reference to reach a row of another table
expr-no-row = there is no row here: only tables ('on' ending in []) have one
expr-unknown-name = no section or variable is called { $name }{ $suggestion }
expr-unknown-field = no field is called { $name }{ $suggestion }
expr-unknown-code = { $name } is not a code of this choice{ $suggestion }
expr-unknown-function = no function is called { $name }{ $suggestion }
expr-unknown-lookup = no lookup is called { $name }{ $suggestion }
expr-unknown-column = no column is called { $name }{ $suggestion }
expr-mixed-list = the items of the list have different types: { $first }, { $other }
expr-no-members = a { $type } has no member { $name }
expr-not-a-list = a list is needed, this is a { $type }
expr-wrong-type = a { $wanted } is needed, this is a { $found }
expr-branches-differ = the two branches have different types: { $first }, { $other }
expr-operands = { $operator } does not work on a { $left } and a { $right }
expr-arguments = the arguments do not fit; write { $wanted }
expr-pattern = the pattern is wrong: { $problem }
expr-not-rows = a table or a reference to many rows is needed, this is a { $type }
expr-nested-macro = table functions cannot nest
expr-brace = the braces do not match; write two for a brace itself

## Mistakes in forms
form-unknown-key = unknown key { $name }{ $suggestion }
form-wrong-type = { $key } should be written { $wanted }, this is a { $found }
form-missing-key = { $key } is missing
form-missing-zh = { $key } has no Chinese text
form-missing-en = { $key } has no English text
form-bad-id = { $id } cannot be an id: lower-case letters, digits and '{ $separator }' only, beginning with a letter
form-unknown-word = { $name } is not one of { $known }{ $suggestion }
form-float = write decimals as text, for example "0.5", so that no digit is lost
form-toml = TOML syntax: { $problem }
form-file-missing = the file { $name } is missing
form-file-too-large = the file is larger than { $limit } bytes
form-section-not-listed = section { $id } is not listed under sections in form.toml
form-section-id = the id is { $id }, the file is called { $file }
form-bad-version = the version { $version } should be major.minor.patch, for example 2026.1.0
form-key-needs-table = only a section with kind = "table" has { $key }
form-key-needs-type = { $key } is only for { $types }, this field is { $found }
form-table-in-table = a table cannot stand inside a table
form-no-choices = there is no choice at all
form-twice = { $id } stands twice
form-bad-date = { $found } is not a date; write 2025-06-30
form-csv = the CSV file is wrong: { $problem }
form-csv-ragged = line { $line } has { $found } columns instead of { $wanted }
form-csv-number = line { $line }: { $found } is not a number
form-csv-twice = line { $line }: the key { $key } stands twice
form-too-many-fields = more than { $limit } fields
form-too-many-rules = more than { $limit } rules
form-dead-condition = the condition { $condition } never changes, whatever is answered
form-no-key = the table { $table } has no key and cannot be referred to
form-unknown-list = no list of choices is called { $name }{ $suggestion }
form-rule-on = on = "{ $on }": a table ends in [], a section with fields does not
form-rule-untested = rule { $rule } has no test with expect = "{ $expect }"
form-cycle = depends on itself: { $path }
form-test-failed = a test of rule { $rule } should { $expected }, the result is { $found }
form-test-answers = a test of rule { $rule } uses an answer that the form does not know or cannot read: { $path }

## Findings
row-number = row { $row }
finding-sentence = { $where }: { $what }
required = not filled in; an answer is required
misread-text = a text is needed, this is { $found }; type it again
misread-integer = '{ $found }' is not a whole number; type digits only
misread-decimal = '{ $found }' is not a number; type digits and a point only
misread-boolean = '{ $found }' is neither yes nor no; choose one
misread-date = '{ $found }' is not a date; write it like 2025-06-30, the year in four digits
misread-code = '{ $found }' is not among the choices; take one from the list
misread-list = a list is needed, this is { $found }; choose again
misread-quantity = '{ $found }' is not a quantity with a unit; write it like 0.02 mm
misread-range = '{ $found }' is not a measuring range; write the lower limit, the upper limit and the unit, for example 0~150 mm
misread-uncertainty = '{ $found }' is not an uncertainty; write it like U=0.0022 mm, k=2
misread-accuracy = '{ $found }' may be an error limit or a class: write ± and the unit, for example ±0.02 mm, or 1.6级
misread-unit = the unit { $unit } does not go with this field; use { $allowed }
misread-attachment = '{ $found }' does not describe a file; choose the file again
not-confirmed = must be confirmed with yes before submission; read it and confirm
computed-differs = holds { $found } while the computed value is { $expected }; compute it again
code-notation = '{ $found }' should be written { $folded } (half width, upper case, no spaces)
too-long = { $length } characters, at most { $max } are allowed; shorten it
too-short = characters: { $length }, at least { $min } are needed; write it in full
too-small = { $found } is below the lower limit { $min }; check it
too-large = { $found } is above the upper limit { $max }; check it
forbidden-character = contains { $mark }, a mark that is invisible or reverses text; delete it and type again
unknown-reference = { $tables } has no '{ $key }'; enter it there first, or choose one that is there{ $suggestion }
attachment-ending = { $name } is not of a kind that is accepted; use { $accept }
attachment-size = the file has { $size } bytes, at most { $max } are allowed; compress it or choose another
too-few-rows = rows: { $found }, at least { $min } are needed; add some
too-many-rows = rows: { $found }, at most { $max } are allowed; delete some
duplicate-row = { $columns } '{ $value }' stands already in row { $row }; check it
unknown-answer = the form has no { $path }; it is kept and not submitted
wrong-shape = what stands under { $path } in the draft file is not shaped as the form asks and cannot be used; correct it in a text editor, following jiliang forms schema
uscc-len = a unified social credit code has 18 characters, this has { $length }; compare it with the business licence
uscc-char = character { $position } '{ $found }' is not used in codes (no I O S V Z, no hanzi); compare it with the business licence
uscc-char-meant = character { $position } is the letter { $found }, which codes do not use; it should be the digit { $meant }: correct it
uscc-check = the check character is { $found } but should be { $check } for the first 17; compare each character with the business licence
uscc-org = character 17 does not fit the organisation code (it should be { $check }); check it, early codes may be so
format-email = '{ $found }' is not an e-mail address; write it like qa@example.com
format-phone = '{ $found }' is not a telephone number: type 11 digits for a mobile, area code and number for a land line, for example 0571-88880001
format-postcode = '{ $found }' is not a postcode; type its 6 digits
format-standard-no = '{ $found }' does not look like the number of a standard or regulation: write code, number and year, for example JJG 21-2008, GB/T 19022-2003
industry-shape = '{ $found }' is not an industry code: type a letter and 4 digits, for example C3484
industry-letter = the letter is missing; it should be { $full }: add it
industry-other-letter = the division of { $found } belongs to section { $letter }, perhaps a code of the 2011 edition; use GB/T 4754-2017
industry-no-division = the division of { $found } does not exist in GB/T 4754-2017; check it
fix-replace = change to { $text }
fix-recompute = use the computed value

## Drafts and folders
draft-cannot-read = cannot read { $path }
draft-not-found-hint = there is no such file; check the path, or make one with jiliang new
draft-is-folder = { $path } is a folder; name a draft in it
draft-too-large = { $path } is larger than { $limit } bytes, which no draft is
draft-not-utf8 = { $path } is not UTF-8 text
draft-not-json = { $path } is not JSON at line { $line }, column { $column }
draft-not-a-draft = { $path } is not a draft of jiliang ("format": "jiliang-draft/1" is missing)
draft-newer = { $path } has the format { $format }, written by a newer version; the file was not touched
draft-newer-hint = update jiliang, then open it
draft-bad-part = { $part } in { $path } is missing or of the wrong type; the file was not touched
draft-bad-rows = { $pointer } in { $path } stands twice or is not a text; the file was not touched
draft-broken-hint = correct the file, or take it from a backup or the bin
draft-cannot-write = cannot write { $path }; what was filled in is still in memory
draft-folder-writable = check the space on the disk and whether the folder can be written
draft-cannot-lock = cannot lock { $path }
draft-in-use = { $path } is open in another program (process { $process })
draft-in-use-hint = close that program first; the file was not touched
draft-exists = { $path } exists already and was not overwritten
draft-exists-hint = choose another file name
draft-changed = { $path } was changed by another program; what stands here was saved as { $beside }
folder-cannot-use = cannot use the folder { $path }
folder-hint = check its permissions, or name another folder with --data-dir
no-home = the user's folder is not known
no-home-hint = name a data folder with --data-dir or in JILIANG_DATA_DIR
form-cannot-read = cannot read the form file { $path }
form-not-found = no form is called { $id }
form-not-found-hint = forms at hand: { $known }; --forms names another folder
form-has-mistakes = the form { $id } has { $count ->
    [one] 1 mistake
   *[other] { $count } mistakes
 } and cannot be used
form-has-mistakes-hint = jiliang forms check { $id } shows them
form-no-form-toml = there is no form.toml in { $path }
form-no-form-toml-hint = name the folder of a form
form-other-version = the draft answers version { $wanted } of the form { $id }; version { $found } is at hand
form-other-version-hint = name the folder of that version with --forms
## The envelope, as bytes from elsewhere
envelope-too-large = The content has more than { $limit } bytes, which is more than is taken.
envelope-not-json = The content is not whole JSON ({ $cause }).
envelope-duplicate-key = The key { $key } stands twice in one object, so its meaning is unclear.
envelope-too-deep = The content is nested deeper than { $limit } levels.
envelope-number = The number { $number } is not an integer below 2^53; write measured values as strings.
envelope-not-canonical = The content is not in the canonical form of RFC 8785.
envelope-shape = The content is not the envelope of a declaration ({ $cause }).

## Receipts
receipt-unreadable = The receipt cannot be read ({ $cause }).
receipt-other-declaration = The receipt is for another declaration: { $declaration }, revision { $revision }.
receipt-other-content = The receipt is for other content than what was submitted.
receipt-other-key = The receipt is not signed with the platform's key but with { $key }.
receipt-signature = The signature of the receipt is not valid: the receipt was changed or is not whole.

## Configuration and platforms
config-unreadable = cannot read the configuration { $file }
config-mistake = { $file }, line { $line }: { $reason }
config-syntax = not correct TOML: { $cause }
config-unknown-key = unknown key { $key }; known keys: { $known }
config-unknown-key-near = unknown key { $key }; did you mean { $near }?
config-missing = { $key } is missing
config-kind = { $key } should be { $kind }
config-kind-text = text in quotes
config-kind-table = a table
config-kind-list = a list written as [[…]]
config-kind-plain = text, an integer, true or false
config-kind-seconds = a whole number of seconds from 1 to 3600
config-profile = unknown profile { $profile }; use full (the whole protocol) or simple (one address)
config-simple-only = { $key } goes with profile = "simple" only
config-proxy = proxy is not the address of a proxy; write http://HOST:PORT, or none for going without
config-public-key = public_key is not an Ed25519 public key in base64; ask the platform for it
config-method = method { $method } is not supported; use POST or PUT
config-header = { $name } cannot be a header field
config-token-in-file = tokens do not belong in this file; use the environment variable { $variable }, or name a file in token_file
config-pointer = { $pointer } is not a JSON pointer; it starts with /, such as /code
config-platform-twice = the name { $name } is taken by another platform
platform-unknown = there is no platform called { $name }; configured: { $names }
platform-unknown-near = there is no platform called { $name }; did you mean { $near }?
platform-none = no platform is configured, so it is not known where to submit
platform-which = several platforms are configured; name one with --to: { $names }
platform-where = add a [[platform]] with name and url to { $file }; or give an address with --to and the token in the environment variable { $variable }
platform-address-unreadable = { $address } is not an address ({ $cause }); it should look like https://hub.example
platform-address-extra = the address must not hold a user name, a password, ? or #; tokens are set apart
platform-address-plain = { $address } is not encrypted, so others would see the token and the declaration; use https://
platform-address-scheme = { $scheme }:// cannot be used; it should be https://
token-unreadable = a token is a string of visible ASCII characters without spaces
token-in-variable = the token in the environment variable { $variable } is not right: { $reason }
token-in-file = the token in { $file } is not right: { $reason }
token-file-unreadable = cannot read the token file { $file }
token-file-open = the token file { $file } has mode { $mode }, so other users can get at it
token-file-close = run chmod 600 { $file }, and ask the platform for a new token
extra-ca-unreadable = no certificates in PEM format can be read from { $file }, named by extra_ca

## Submitting
submit-no-client = cannot prepare a connection to the network
submit-delivered = Delivered; receipt { $reference }.
submit-acknowledged = The platform says it has it, without a receipt that could be verified.
submit-acknowledged-id = The platform says it has it as { $id }, without a receipt that could be verified.
submit-said = The platform says: { $text }
submit-said-nothing = { "" }
submit-timeout = Not confirmed: { $platform } did not answer in time, so it is not known whether it arrived. Send it again later: the same bytes are never registered twice.
submit-no-such-host = Not delivered: the server of { $platform } was not found ({ $cause }). Check the network and the address, then send it again.
submit-no-connection = Not delivered: no connection to { $platform } ({ $cause }). Check the network, then send it again.
submit-cut = Not confirmed: the connection to { $platform } broke off ({ $cause }), so it is not known whether it arrived. Send it again later: the same bytes are never registered twice.
submit-no-tls = Not delivered: nothing encrypted answers at the address of { $platform } ({ $cause }). It may be the login page of a network: log in first, or check the address.
submit-certificate = Not delivered: the certificate of { $platform } is not valid ({ $cause }). Contact the platform.
submit-certificate-expired = Not delivered: the certificate of { $platform } has expired ({ $cause }). Check the date of this machine, then contact the platform.
submit-certificate-early = Not delivered: the certificate of { $platform } is not valid yet ({ $cause }). The date of this machine is probably wrong; set it right.
submit-certificate-name = Not delivered: the certificate does not belong to the address of { $platform } ({ $cause }). Check the address, or log in to the network first.
submit-certificate-issuer = Not delivered: the certificate of { $platform } is issued by someone not trusted here ({ $cause }). Where your network inspects traffic, name its root certificate in extra_ca.
submit-other-key = Not delivered: whoever answers has another key than the public_key configured for { $platform }, so nothing was given away. Ask the platform.
submit-portal = Not delivered: not { $platform } answered but what looks like a login page or a proxy. Log in to the network, then send it again.
submit-receipt = Not delivered: the answer of { $platform } is not a valid receipt for this declaration. { $reason } Send it again later: the same bytes are never registered twice.
submit-unmapped = Not delivered: { $platform } did not tell success. { $said } Send it again later; if this stays, check success in the configuration.
submit-processing = { $platform } has it and is working on it. Send it again later to get the receipt; it is never registered twice.
submit-moved = Not delivered: { $platform } points to another address ({ $location }). Check with the platform, then correct the configuration.
submit-token = Not delivered: { $platform } does not accept the token. Check the environment variable JILIANG_TOKEN or the token file; without a token, ask the platform for one. { $said }
submit-permission = Not delivered: this token may not submit for this enterprise. Check the unified social credit code, or ask { $platform }. { $said }
submit-address = Not delivered: there is no place to submit at the address of { $platform } (404). Check the address. { $said }
submit-form = Not delivered: { $platform } does not know this form or its version. Ask the platform which forms it takes. { $said }
submit-proxy-auth = Not delivered: the proxy wants a user name and a password. Configure proxy = "http://USER:PASSWORD@HOST:PORT".
submit-deleted = Not delivered: this declaration was deleted at { $platform }. Start a new one where needed. { $said }
submit-running = { $platform } is still working on the last attempt. Send it again in a moment; it is never registered twice.
submit-conflict = Not delivered: { $platform } holds other content under this number. Find out who sent it. { $said }
submit-stale = Not delivered: { $platform } took another revision meanwhile, and this one was not made from it. Find out who sent it. { $said }
submit-form-closed = Not delivered: { $platform } no longer takes this version of the form. Move to the newer one. { $said }
submit-locked = Not delivered: { $platform } is reviewing this declaration. Submit after the review. { $said }
submit-withdrawn = Not delivered: this declaration was withdrawn. { $said }
submit-too-large = Not delivered: the content is larger than { $platform } takes. Make it smaller. { $said }
submit-too-large-by = Not delivered: { $platform } takes { $bytes } bytes at most. Make the content smaller.
submit-rejected = { $platform } found { $count } problems and did not take it. Correct them and submit again.
submit-not-understood = Not delivered: { $platform } did not understand (status { $status }). Export it with outbox export and send it to the platform with this message. { $said }
submit-busy = Not delivered: { $platform } is busy. Send it again when the platform asks for it.
submit-server = Not confirmed: { $platform } has an error of its own (status { $status }). Send it again later: the same bytes are never registered twice.

## The outbox
outbox-unreadable = cannot read { $file }
outbox-unwritable = cannot write { $file }
outbox-unwritable-hint = check the space on the disk and the rights on the folder; the draft is not affected
outbox-damaged = { $file } is damaged and is not sent
outbox-damaged-hint = keep the file, and submit a new revision from the draft
outbox-other-content = revision { $revision } was already being sent and its content cannot change; finish sending it, or start a new revision
outbox-empty = The outbox is empty.
outbox-line = { $item }  { $platform }  { $state }, { $attempts ->
    [one] 1 attempt
   *[other] { $attempts } attempts
 }
outbox-state-held = held back
outbox-state-new = not sent yet
outbox-state-person = needs you
outbox-state-again = to be sent again
outbox-sending = { $item } → { $platform }
outbox-item-held = { $item } is held back until it is released with --release.
outbox-released = { $item } is sent again with the others.
outbox-exported = { $item } was written to { $path }, byte for byte as it is sent.
outbox-no-item = there is no { $item } in the outbox
outbox-several = { $item } is the beginning of several in the outbox
outbox-no-item-hint = jiliang outbox list shows them; the first characters are enough where they are clear
about-outbox = What was sealed and waits to be sent: list, send, hold back, export
about-outbox-list = List what waits (also without a command)
about-outbox-send = Send what waits now, or the one named
about-outbox-hold = Hold one back, or release it
about-outbox-export = Write the sealed bytes to a file, to be handed over in another way
after-help-outbox = Exit code 0 where everything was received, 1 where a platform refused content, 2 where something did not arrive.
arg-outbox-item = The beginning of its name: declaration, or declaration-revision
arg-release = Let it go again

## Commands
about = Declare an enterprise's measurement capability: fill in, check by the rules of metrology, submit (unofficial template)
after-help = Without a command the home screen opens. The forms are unofficial templates; each command has --help.
help-template =
    {"{"}about{"}"}

    Usage: {"{"}usage{"}"}

    {"{"}all-args{"}"}{"{"}after-help{"}"}
help-commands = Commands
help-command = COMMAND
help-options = Options
arg-help = Show help
arg-version = Show the version
arg-lang = Language: zh Chinese, en English
arg-config = Configuration file (default: the system's configuration folder; or JILIANG_CONFIG)
arg-data-dir = Data folder (default: the system's place; or JILIANG_DATA_DIR)
arg-forms = A further folder of forms, before those of the program; may be given several times
arg-file = The draft
arg-format = Output: text for people, json for programs
arg-as-of = The date to check for, such as 2025-06-30; default: the draft's, else today
arg-form = The form
arg-from = Start from the answers of another draft
arg-output = File of the new draft; an existing file is not overwritten
arg-dry-run = Only show, change nothing
arg-old = The old draft
arg-new = The new draft
arg-assignment = Such as /answers/enterprise/employees=86; in a table by place (from 0) or row id: /answers/instruments/0/asset_no=JX-001; nothing after the sign clears the answer
arg-to = A platform by name (see the configuration) or address
arg-receipt = A receipt, or a draft that has receipts beside it
arg-key = The platform's public key (base64), to be sure that this platform signed
arg-form-or-folder = A form by name or folder; check without one checks all
arg-listen = Address to listen on; port 0 takes a free one
arg-database = SQLite database, made where it is missing
arg-uscc = The enterprise's unified social credit code
arg-declaration = The declaration's id
about-new = Make a draft
about-edit = Fill in a draft in the terminal
about-check = Check a draft
after-help-check = Exit codes: 0 no error, 1 errors found, 2 could not check
about-fix = Apply every fix that has one right answer
about-diff = Compare two drafts
about-set = Fill in some answers without the screen
after-help-set = Nothing is written unless every value is understood
about-submit = Check and submit a draft, get the receipt
after-help-submit = Exit codes: 0 the platform has it, 1 the content has errors, 2 not delivered (run it again; nothing is sent twice). The token comes from JILIANG_TOKEN or the token file of the configuration, never from the command line.
about-receipt = Receipts
about-receipt-show = Show a receipt
about-receipt-verify = Verify the signature of a receipt, offline
about-forms = Forms
about-forms-list = List the forms
about-forms-check = Check a form, show all mistakes at once and run the tests of its rules
about-forms-schema = Print the JSON Schema 2020-12 of a form's answers
about-forms-draft-schema = Print the JSON Schema 2020-12 of draft files
about-demo = Demonstration: a temporary hub and the draft of an invented enterprise; fill in, submit, get a receipt; nothing stays behind
about-hub = The sharing platform: the server that collects declarations
about-hub-serve = Start the hub; the first line is listening on http://ADDR
about-hub-enrol = Enrol an enterprise; prints its token alone
about-hub-list = List the declarations received
about-hub-show = Show a declaration
about-hub-export = Print what was received, a line each (NDJSON)
cannot-print = cannot print the result
bad-as-of = '{ $found }' is not a date; write 2025-06-30
check-counts = { $missing ->
    [0] {""}
   *[other] to fill in: { $missing },{" "}
 }errors: { $errors }, warnings: { $warnings }, notes: { $infos }
fix-offer = fix: { $fix }
finding-reference = source: { $reference }
finding-overridden = accepted because: { $reason }
draft-made = made { $path }
set-no-equals = '{ $found }' has no equals sign
set-hint = write /answers/SECTION/FIELD=VALUE, in a table /answers/TABLE/ROW/FIELD=VALUE; for example /answers/enterprise/employees=86
set-cannot = cannot change the draft; the file is as it was
set-done = answers set: { $count } in { $path }
set-bad-pointer = { $pointer } is not the place of an answer
set-no-row = { $pointer }: there is no row { $row } ({ $count } rows, counted from 0)
set-no-field = the form has no { $pointer }
set-computed = { $pointer } is computed and cannot be answered
set-attachment = { $pointer } is an attachment; choose the file in the terminal, or give JSON
fix-line = { $where }: { $fix }
fix-would = fixes found: { $count }; the file is as it was
fix-done = fixes applied: { $count }
diff-count = differences: { $count }
diff-row-added = { $table }: row { $row } added
diff-row-removed = { $table }: former row { $row } removed
diff-row-moved = { $table }: former row { $row } moved to row { $to }
diff-override = reason for rule { $rule } → { $reason }
forms-embedded = in the program
form-summary = { $id } { $version }: { $sections } sections, { $fields } fields, { $rules } rules, { $tests } tests
forms-check-count = mistakes: { $count }
step-seal = sealing
step-connect = connecting
step-send = sending
step-verify = verifying the receipt
submit-has-errors = not submitted: { $what }
submit-has-errors-hint = do that first; jiliang check lists them all
submit-cannot-seal = the declaration cannot be sealed
submit-already = revision { $revision } was received and nothing has changed; not sent again. Receipt { $reference } ({ $path })
submit-proof = proof: { $path }
submit-what-next = Keep the proof. The institution reviews it and returns it if there are questions; what you submit after a change is the next revision.
receipt-none = there is no receipt beside { $path }
receipt-cannot-read = cannot read the receipt { $path }
receipt-bad-key = the key is not an Ed25519 public key in base64
receipt-true = the signature is valid (by the key in the receipt; --key tells which platform signed)
receipt-true-key = the signature is valid and made by the platform with this key
receipt-lines =
    receipt { $reference }
    declaration { $declaration }, revision { $revision }
    received { $received }
    platform { $server }
    digest { $digest }
    platform's key { $key }
    file { $path }

## Terminal, hub, demonstration
terminal-failed = the terminal cannot be used
too-small-screen = The window is too small ({ $columns }×{ $rows }); 60×16 are needed. Nothing is lost
title-home = jiliang · measurement capability (unofficial templates)
title-platform = platform { $name }
title-no-platform = no platform set
title-unnamed = unnamed
title-unofficial = unofficial
title-revision = rev. { $revision }
title-review = Check your answers
title-statement = Statement
title-sending = Submission
saved-at = saved { $time }
saved-saving = saving
saved-failed = not saved
state-not-applicable = n/a
state-not-started = not begun
state-in-progress = { $answered }/{ $total }
state-errors = { $count ->
    [one] 1 error
   *[other] { $count } errors
 }
state-missing = { $count } missing
state-warnings = { $count } warn.
state-complete = complete
state-rows = { $count ->
    [one] 1 row
   *[other] { $count } rows
 }
home-drafts = Drafts and declarations
home-reading = Reading drafts and forms …
home-draft = draft · { $counts }
home-waiting = waiting to be sent
home-outbox = Outbox
outbox-held = held back
outbox-again = { $attempts ->
    [one] tried once
   *[other] tried { $attempts } times
 }, again after { $time }
outbox-unsent = not sent yet
home-unreadable = cannot be read
home-received = received { $reference }
home-ready = ready to submit
hint-home = { KEY("accept", "home") } opens the draft. Drafts lie in the data folder; deleting only moves them to the bin.
hint-home-waiting = { KEY("accept", "home") } sends it now, as it was sealed; sending twice never registers twice.
hint-sending = Submission is under way; what comes of it is shown here. Leaving the program loses nothing: the outbox sends it again.
hint-failed = { KEY("back", "reading") } goes back. Nothing is lost.
hint-received = { KEY("back", "reading") } goes back. The receipt file lies beside the draft.
hint-home-empty = Begin with { KEY("new-draft", "home") }.
hint-outline = Choose a section; { KEY("accept", "list") } goes there, { KEY("back", "list") } comes back.
hint-findings = Choose a finding; { KEY("accept", "list") } goes there, { KEY("back", "list") } comes back.
hint-review = This is what will be submitted. { KEY("accept", "review") } goes to an answer and { KEY("back", "review") } comes back here; { KEY("continue", "review") } goes on to the signature.
hint-pick = Type to narrow the list, arrows choose, { KEY("accept", "pick") } takes it, { KEY("back", "pick") } leaves it.
hint-pick-many = Type to narrow the list, Space marks, { KEY("accept", "pick") } takes the marks, { KEY("back", "pick") } leaves them.
hint-field = { $label }: { $help }
hint-example = {"  "}Example: { $example }
hint-open-table = { KEY("accept", "fields") } opens the table.
item-open-table = { KEY("accept", "fields") } opens it
hint-empty-table = No rows yet: { KEY("import", "table") } imports from Excel, { KEY("add-row", "table") } adds a row, or just type.
value-automatic = { $value } (automatic)
value-required = required
value-hint-boolean = Space switches, or type y/n
value-hint-pick = type or press { KEY("accept", "fields") } to choose
finding-fix-key = {"  "}{ KEY("fix", "fields") } { $fix }
finding-fix-choose = {"  "}{ KEY("fix", "fields") } chooses a fix
finding-accepted = {" "}(accepted: { $reason })
finding-more = {"  "}and { $count } more here
findings-title = { $counts }, { $infos ->
    [one] 1 note
   *[other] { $infos } notes
 }
findings-none = Nothing is wrong.
grid-empty = This table has no rows yet. { KEY("import", "table") } imports them from Excel, { KEY("add-row", "table") } adds a row, or just type; a block copied in Excel can be pasted.
outline-title = Sections
side-title = { $count ->
    [one] 1 finding in this section
   *[other] { $count } findings in this section
 }
side-none = Nothing is wrong in this section.
side-more = … { KEY("findings", "fields") } lists the rest
side-elsewhere = { $count } more in other sections: { KEY("next-finding", "fields") } goes through them, { KEY("findings", "fields") } lists them
help-title = Help
help-keys = Keys that work here
help-example = Example: { $example }
help-field-id = Field { $id }, type { $type }
help-editing = Typing edits at once; hold Shift while moving the caret to select. Full-width digits and punctuation are understood. Leaving a field saves it; what cannot be read is kept and marked.
pick-filter = Filter
pick-none = Nothing fits
pick-fix = Choose a fix
pick-form = Choose a form
prompt-open = Open a draft
prompt-open-text = Type the path of the draft; { KEY("accept", "prompt") } opens it.
prompt-override = Give a reason
prompt-override-text = Say why this is right as it is; the reason is submitted with the declaration. Empty takes it back.
question-bin = Move to the bin
question-bin-text = Move '{ $name }' to the bin? The file is not deleted and can be taken back from the folder bin of the data folder.
    { $path }
review-errors = { $what } before this can be submitted. { KEY("next-finding", "fields") } goes to the next one.
review-ready = No errors. Check each section, then press { KEY("continue", "review") }.
review-missing = not filled in
review-optional = not filled in (optional)
review-accepted = Warnings accepted with a reason (submitted too)
review-disclosed = Who will see it
review-onward = On to the statement ({ KEY("continue", "review") } or { KEY("accept", "review") })
list-comma = {", "}
review-seen-by = seen by { $who }
disclose-public = everyone
disclose-partner = partner institutions
disclose-regulator = the regulator only
sending-to = Submitting to { $name }
sending-wait = Under way. The content is sealed on this machine; nothing is lost if the network fails.
way-check = Check answers
way-sign = Sign
way-send = Submit
way-receipt = Receipt
statement-disclosed = Sections seen after submission: by everyone { $public }, by partner institutions { $partner }, by the regulator only { $regulator }. Single fields differ; the page before lists them.
statement-accepted = { $count ->
    [one] 1 warning is accepted with a reason, which is submitted too.
   *[other] { $count } warnings are accepted with a reason, which is submitted too.
 }
statement-blocked = { $what } before this can be submitted. { KEY("next-finding", "fields") } goes through them.
statement-ready = When all of this is right, { KEY("submit", "statement") } submits it to { $name }.
sending-failed = Not delivered
step-none = not begun
step-seal-what = the answers become one file, kept in the outbox
step-connect-what = is it the platform that was configured?
step-send-what = the file is sent
step-verify-what = is it signed for exactly what was sent?
receipt-platform = Platform
receipt-revision = Revision
receipt-file = Receipt file
receipt-next = What happens next
receipt-next-keep = 1. Write the reference down and keep the receipt file; jiliang receipt verify checks it offline at any time.
receipt-next-review = 2. The institution reviews it; where something is wrong it comes back with the cells to change.
receipt-next-again = 3. When things change, change the draft and submit again: that is the next revision.
failure-where = Step
failure-place = { $step } (platform { $name })
failure-what = Why and what to do
failure-more = The platform says
failure-safe = Content
failure-sealed = Nothing is lost. The draft is saved; what is to be sent lies sealed in the outbox, can be sent again and is never registered twice.
failure-draft = Nothing is lost. The draft is saved; nothing was sent.
failure-draft-file = Draft
failure-next = Next
failure-next-keys = Do what is said above, then { KEY("back", "reading") } goes back and { KEY("submit", "statement") } submits again.
receipt-reference = Reference of the receipt
step-row-added = { $table }: row { $row } added
step-row-deleted = { $table }: row { $row } deleted
note-how-to-leave = { KEY("quit") } leaves; everything is saved. { KEY("explain-quit") } interrupts nothing.
note-always-saved = Every change is saved as you make it.
note-marks-removed = { $count } invisible marks were taken out.
note-computed = This is computed and cannot be typed.
note-table-full = The table has as many rows as it may.
note-nothing-to-undo = There is nothing to undo.
note-nothing-to-redo = There is nothing to do again.
note-cannot-undo = The file was changed elsewhere; this step cannot be undone.
note-undone = Undone: { $what }
note-redone = Done again: { $what }
note-change-refused = Not changed: { $problem }
note-no-findings = Nothing is wrong.
note-finding-of = Finding { $number } of { $count }
note-no-fix = There is no fix to apply here.
note-fixed = Fixed: { $what }; { KEY("undo", "fields") } takes it back
note-no-override = There is no warning here that a reason could accept.
note-nothing-fits = Nothing fits; change the filter or press { KEY("back", "pick") }.
note-yes-or-no = Press Space, or type y or n.
note-section-off = This section is switched off by other answers, such as the enterprise's tags.
note-errors-block = { $what } first. { KEY("next-finding", "fields") } goes to the next one.
note-no-platform = No platform is set: name one in config.toml, or use jiliang edit --to URL. The draft is saved.
note-still-reading = Forms are still being read; press again in a moment.
note-waiting-stays = What is in the outbox cannot be deleted; it leaves when it has arrived.
waiting-other-platform = This declaration waits for { $wanted }, but the platform now is { $platform }. Start with --to { $wanted }.
waiting-gone = This declaration is no longer in the outbox.
note-still-sending = Still submitting; the draft is saved.
attachment-cannot-read = cannot read the file { $path }
key-next = next
key-previous = previous
key-accept = accept and go on; open a list or table
key-right = right
key-left = left
key-up = up
key-down = down
key-first-column = first column
key-last-column = last column
key-first = to the beginning
key-last = to the end
key-edit-cell = edit
key-cell-accept = accept, next row
key-cell-next = accept, right
key-add-row = add row
key-duplicate-row = copy row
key-delete-row = delete row
key-clear = clear
key-page-up = page up
key-page-down = page down
key-open = open
key-send-now = send now
key-stop = stop
key-go-there = go there
key-new-draft = new
key-open-file = open file
key-duplicate-draft = copy
key-bin-draft = to the bin
key-outline = sections
key-next-section = next section
key-previous-section = previous section
key-next-finding = next finding
key-previous-finding = previous finding
key-findings = all findings
key-fix = fix
key-override = give a reason
key-undo = undo
key-redo = redo
key-review = check and submit
key-continue = sign
key-submit = submit
key-save = save (automatic)
key-toggle = mark
key-choose = take
key-yes = confirm
key-cancel = leave
key-back = back
key-help = help
key-redraw = paint again
key-explain-quit = how to leave
key-quit = quit
hub-no-database = there is no database { $file }
hub-database-failed = the database { $file } failed
hub-database-unusable = the database { $file } cannot be used
hub-database-kind = databases of the kind { $kind } are not supported; use sqlite:FILE
hub-database-empty = no database file is named
hub-cannot-start = the hub cannot start
hub-cannot-listen = cannot listen on { $address }
hub-serving = The hub is running on the database { $database }; its receipts are signed with { $key }. Ctrl-C stops it.
hub-unencrypted = { $address } can be reached from other machines and is not encrypted: put a TLS proxy before it
hub-stopped = The hub has stopped.
hub-enrol-uscc = '{ $uscc }' is not a unified social credit code; compare it with the business licence
hub-no-randomness = the system gives no random numbers
hub-no-declaration = there is no declaration { $id }
hub-cannot-export = cannot export
hub-method = this method is not supported here
hub-timeout = the request took too long; submit again
hub-encoding = this content encoding is not supported; use gzip or none
hub-media-type = the content type must be application/json
hub-content-digest = the content does not match Content-Digest; it may have been damaged on the way, submit again
hub-body = the content did not arrive whole; submit again
hub-not-found = there is no such resource, or it may not be seen
hub-internal = something went wrong inside the hub; try again later
hub-full = the hub's disk is full; try again later
hub-unavailable = the hub cannot store anything just now; try again later
hub-token = the token is missing or not valid; ask the hub for one
hub-path-mismatch = the address names another declaration or revision than the content
hub-permission = this token may not submit for this enterprise
hub-stale-base = the revision it was made from is not the latest one here
hub-unknown-form = the hub takes no declarations of this form or version
hub-validation = the content has { $count } errors and was not taken
hub-conflict = this revision was received with other content
hub-foreign = this declaration belongs to another enterprise
hub-log-whole = everything is as it was written: { $count } entries in the log
hub-log-broken = the log was changed from entry { $index } on
hub-not-as-logged = { $subject } is not as entry { $index } of the log says: it was changed or taken away
hub-not-logged = the database holds { $there } records where the log tells of { $logged }: some were added or taken away behind its back
hub-not-its-state = the state of { $subject }, revision { $revision }, is not what the log says: it was changed behind its back
recheck-rows = the rows of a table have no _row, or the same one twice
recheck-organisation = the answers are about another enterprise than { $uscc }, for which they are submitted
recheck-differs = { $place } is not what the form gives: a computed value differs, or the form does not ask for it
hub-exported = { $count } exported
about-hub-verify = Verify the hub's log and everything it tells of
demo-hub = The demonstration's hub is at { $address }. Look at what it has received from a second terminal:
demo-over = The demonstration is over; no file was left behind.
no-terminal = this is no terminal; the screen cannot be opened
no-terminal-hint = run it in a terminal window without redirecting it; scripts use jiliang set, check, submit
demo-without-hub = this program was built without the hub; there is nothing to demonstrate

## Reading units and quantities
about-unit = Say what a unit or a value is: as understood, in SI, dimension, legal status, what to write
after-help-unit = Each text may be a unit or a whole cell: 0.02 mm, (0~150) mm, U=0.0022 mm, k=2. Exit code: 0 all understood, 1 some are not. D-SI expressions begin with a backslash; UCUM codes need ucum: before them, or --ucum.
arg-unit-text = Units or values
arg-ucum = Read the texts as UCUM codes
unit-why = : { $why }
unit-choice = ; write { $choice }
unit-choices = ; say whether it is { $choices } or { $last }
unit-empty = there is no unit
unit-too-long = the unit is too long ('{ $found }…')
unit-unknown = cannot read the unit '{ $found }' at character { $at }{ $why }{ $choices }
unit-ambiguous = '{ $found }' at character { $at } is not clear{ $why }{ $choices }
unit-two-solidi = a unit has one solidus at most; use brackets at character { $at }{ $why }{ $choices }
unit-product-after-solidus = it is not clear whether the product at character { $at } stands above or below the solidus; use brackets{ $why }{ $choices }
unit-two-prefixes = '{ $found }' at character { $at } has two prefixes; one is allowed{ $why }{ $choices }
unit-prefix-not-taken = the unit in '{ $found }' at character { $at } does not take that prefix{ $why }{ $choices }
unit-prefix-alone = '{ $found }' at character { $at } is a prefix and does not stand alone{ $why }{ $choices }
unit-exponent = the exponent '{ $found }' at character { $at } is wrong; write one exponent from 1 to 9{ $why }{ $choices }
unit-bracket = the bracket '{ $found }' at character { $at } has no twin{ $why }{ $choices }
unit-unexpected = '{ $found }' at character { $at } does not belong into a unit{ $why }{ $choices }
unit-scale-in-product = '{ $found }' at character { $at } is a scale, not a unit, and does not combine{ $why }{ $choices }
cell-empty = there is nothing{ $choices }
cell-too-long = this is too long ('{ $found }…'){ $choices }
cell-unknown = cannot make sense of '{ $found }' at character { $at }{ $choices }
cell-number = the number '{ $found }' at character { $at } is not written as a number{ $choices }
cell-comma = the comma in '{ $found }' may stand for thousands or for decimals{ $choices }
cell-two-numbers = '{ $found }' holds two numbers; write a range like 0~150 mm and large numbers without blanks{ $choices }
cell-unit-missing = '{ $found }' has no unit; write it, for example 0.02 mm{ $choices }
cell-range-unit = only one end of the range has the unit '{ $found }'; write it at both ends or behind brackets{ $choices }
cell-range-kinds = '{ $found }' and the other end are not the same quantity, or do not convert exactly{ $choices }
cell-range-order = the lower limit is above the upper limit: '{ $found }'{ $choices }
cell-half-open = '{ $found }' leaves out one end; write a range with both ends, for example (0~100) mm{ $choices }
cell-open-statement = '{ $found }' is an open statement, not a value; write the value{ $choices }
cell-minus-or-range = the minus sign in '{ $found }' may belong to an exponent or to a range; write exponents raised{ $choices }
cell-shared-power = the power of ten in '{ $found }' may belong to the upper limit or to both{ $choices }
cell-bracket = the bracket '{ $found }' at character { $at } has no twin{ $choices }
cell-standard-uncertainty = '{ $found }' is a standard uncertainty; write the expanded uncertainty U and the coverage factor k{ $choices }
cell-coverage = the coverage factor or probability is not readable: '{ $found }'; write k=2 or p=95 %{ $choices }
cell-formula = the terms of '{ $found }' do not add up, or the unit of the variable is missing; for example U=(0.5+L/500) μm, L in mm{ $choices }
cell-class-or-limit = '{ $found }' may be a class or an error limit; write 0.5级 or ±0.5 and the unit{ $choices }
understood-as = understood  { $value }
understood-si = in SI       { $value }
understood-kind = statement   { $value }
statement-uncertainty = expanded uncertainty
statement-relative-uncertainty = relative expanded uncertainty
statement-limit = maximum permissible error
statement-class = accuracy class
statement-grade = grade
statement-none = no accuracy stated
lens = { $what }
lens-join = { $left } · { $right }
lens-choices = { $choices } ?
understood-quantity = quantity    { $value }
understood-status = status      { $value }
understood-fix = write       { $value }
understood-codes = codes       UCUM { $ucum } · D-SI { $dsi }
status-legal = legal unit of measurement
status-notation = not written as it should be
status-restricted = not a legal unit (restricted use)
status-forbidden = traditional unit, forbidden

## The ledger: import, export, due dates

failure-within = { $place }: { $what }
form-synonym-empty = the synonym is empty
form-synonym-twice = the synonym '{ $word }' already means { $field }
form-retire-choice = { $field } is no choice, so it cannot mark a row as out of service
form-unknown-code = there is no choice { $name }{ $suggestion }
ledger-in-file = { $path }
ledger-cannot-read = cannot read { $path }
ledger-not-found-hint = check the path; a name with blanks needs quotes
ledger-held-hint = if it is open in Excel or WPS, close it first
ledger-is-folder = { $path } is a folder, not a ledger
ledger-too-large = the file has { $size } MiB; { $limit } MiB is the most
ledger-too-large-hint = remove pictures, or save the ledger alone to a file of its own
ledger-empty-file = the file is empty
ledger-damaged = the file is damaged, or not what its name says
ledger-damaged-hint = open it in Excel or WPS and save it as XLSX
ledger-locked = the workbook has a password
ledger-locked-hint = remove the password in Excel or WPS, save it and try again
ledger-bomb = the file unpacks to more than { $limit } MiB, which no ledger does; it was not read
ledger-too-wide = sheet { $sheet } has content in { $cell }; { $limit } columns are the most
ledger-too-many-cells = the file has more than { $limit } cells with content
ledger-too-many-sheets = the file has more than { $limit } sheets
ledger-no-workbook = there is no workbook in this file
ledger-xlsb = binary workbooks (XLSB) cannot be read
ledger-markup = the file holds a web page or XML under the name of a spreadsheet
ledger-other-kind = this is no spreadsheet that can be read
ledger-save-as-hint = open it in Excel or WPS and save it as XLSX or CSV
ledger-no-sheet = there is no sheet { $sheet }; there are: { $known }
ledger-no-header = no header row was found in { $sheet }; columns such as { $columns } are expected
ledger-no-header-here = no header row was found; columns such as { $columns } are expected
ledger-no-header-hint = name at least one column with --map COLUMN=FIELD, or the sheet with --sheet
ledger-no-table = the form has no table { $name }; it has: { $known }
ledger-map-no-equals = --map { $found } has no equals sign; write COLUMN=FIELD
ledger-map-no-field = there is no field { $name }; there are: { $known }
ledger-map-near = is { $name } meant?
ledger-memory-not-kept = the columns were not remembered; { $path } cannot be written
ledger-cannot-retire = { $table } does not say how a row is marked as out of service, so --vanished retire cannot be used
ledger-cannot-retire-hint = use keep or remove
ledger-cancelled = cancelled; nothing was changed
ledger-note-encoding = read as { $encoding }
ledger-note-undecodable = some characters are not { $encoding } and stand as �; check them
ledger-note-other-sheet = sheet { $sheet } looks like the same table and was not read; name it with --sheet if it is wanted
ledger-note-other-table = another table begins in row { $row }; it was not read
ledger-note-again = column { $column } has the heading { $heading } too and was not read; check that the right one was
ledger-note-beside = a second table begins beside it in column { $column }; it was not read
ledger-note-foot = row { $row } is no data and was left out: { $text }
ledger-note-band = row { $row } has a single entry and was left out: { $text }
ledger-formula-error = the formula gave no result ({ $error }); nothing was taken
ledger-became-date = the spreadsheet took it for a date ({ $date }); how it was written is lost, check it
ledger-digits-cut = the spreadsheet kept it as a number of 15 digits, further digits may be lost; compare it with the original and make the cell a text
ledger-key-several = this may name several instruments or items; a row is one of them
ledger-not-split = the column holds two values, and this cell does not say clearly where one ends and the other begins
ledger-note-sheet-columns = sheet { $sheet } has columns that the first one does not have and that go nowhere: { $columns }
ledger-months-or-years = taken as a number of months, as nothing in the column says that these are years; please check
ledger-ditto = the same as above, but nothing stands above
ledger-key-twice = { $key } stands in row { $row } already
ledger-report-from = sheet { $sheet }, header in row { $header } → { $table }
ledger-report-pasted = pasted into { $table }
ledger-report-unused = not read
ledger-report-cell = ~ { $cell } { $name } { $field }: { $before } → { $after }
ledger-report-cell-edited = = { $cell } { $name } { $field }: { $before }, edited here, stays (the ledger still says { $after })
ledger-report-cell-ours = = { $cell } { $name } { $field }: changed here and there, { $before } stays (the ledger says { $after })
ledger-report-cell-theirs = ~ { $cell } { $name } { $field }: changed here and there, becomes { $after } (was { $before })
ledger-report-more = … and { $count } more
ledger-report-vanished = ? row { $row } { $name }: no longer in the ledger
ledger-report-vanished-keep = { $count } rows that the ledger does not have stay; --vanished retire marks them, --vanished remove takes them out
ledger-report-vanished-retire = { $count } rows that the ledger does not have are marked as out of service
ledger-report-vanished-remove = { $count } rows that the ledger does not have are taken out
ledger-report-problem = { $cell } { $field } '{ $text }': { $problem }
ledger-report-counts = { $new } new, { $changed } changed, { $unchanged } unchanged, { $vanished } not in the ledger, { $problems } to look at
ledger-would = this is a preview; { $path } was not changed
ledger-done = imported into { $path }
ledger-nothing = nothing to change; { $path } stays as it is
about-import = Import a table from an Excel, WPS or CSV ledger
after-help-import = Look at it with --dry-run first. Importing again updates rows by key; what was edited here stays.
arg-ledger = The ledger: XLSX, XLS, ODS, CSV, TSV
arg-table = The table it goes into
arg-sheet = A sheet, by name or number; may be given several times
arg-header = The first row of the header, where it is not found
arg-map = The field of a column (by heading or letter); nothing behind the equals sign leaves it out. Remembered
arg-vanished = Rows the ledger does not have: keep, retire (mark as out of service), remove
arg-prefer = Whose answer stands where both sides changed: draft or ledger

ledger-not-ours = this workbook was not written by jiliang and cannot be read as a whole; name a table with --table
ledger-cannot-write = the workbook could not be made
ledger-file-not-written = cannot write { $path }
ledger-over-draft = { $path } is the draft itself; export to another file
ledger-written = written to { $path }
ledger-sheet-sections = Sections
ledger-column-section = Section
ledger-column-question = Question
ledger-column-answer = Answer
ledger-note-example = Example: { $example }
ledger-note-unit = Unit: { $unit }
ledger-page-identity = Declaration { $id }, revision { $revision }, updated { $updated }
ledger-page-none = not provided
ledger-report-fields = { $count } answers of sections changed
about-export = Export to Excel, CSV, a web page or JSON
after-help-export = XLSX has a sheet for each table and comes back exactly with: jiliang import FILE OUT --table all
arg-export-to = Format: xlsx, csv, html or json
arg-export-output = The file to write; a folder for CSV of several tables
arg-export-table = Only this table (CSV)
arg-template = An empty template (XLSX, CSV)
about-due = List what is overdue and what falls due
arg-due-file = Drafts; all drafts where none is named
arg-within = Only what falls due within so many days, such as 30d
arg-department = Only departments or places with this text in the name
arg-body = Only verification bodies with this text in the name
arg-send-list = Write the list to send with the instruments (XLSX), a sheet for each body
arg-due-format = Output: text, csv, ics (calendar) or json
arg-next-year = Begin from last year's declaration: what has expired is cleared and listed
due-bad-within = --within { $found } is no number of days; write 30d
due-no-drafts = there are no drafts
due-none = nothing falls due
due-no-body = No body named
due-overdue = { $count } overdue
due-within-30 = { $count } due within 30 days
due-within-60 = { $count } due in 31–60 days
due-within-90 = { $count } due in 61–90 days
due-later = { $count } due after 90 days
due-line = { $date } (in { $days } days) { $key } { $name }  { $department }  { $body }
due-line-past = { $date } ({ $days } days ago) { $key } { $name }  { $department }  { $body }
due-by-department = By department or place: { $list }
due-by-body = By body: { $list }
due-column-date = Valid until
due-column-days = Days left
due-column-key = No.
due-column-name = Name
due-column-department = Department or place
due-column-body = Body
due-event = Due: { $what }
due-event-details = { $table }; body: { $body }; department or place: { $department }
due-list-title = To be sent to { $body }: { $count } items
due-list-number = No.
due-list-remark = Remarks
due-list-signatures = Sent by:             Date:             Received by:             Date:
carry-expired = - { $where }: { $before } has expired and was cleared
carry-signed = - { $where }: { $before } belongs to the earlier signature and was cleared
carry-fresh = - { $where }: { $before } must be answered anew and was cleared
carry-count = { $count } answers cleared; everything else was carried over

## Text editing and finding one's way
help-text-keys = Keys for text
typed-as = → { $text }
typed-not-yet = ? not understood yet
typed-not-yet-example = ? not understood yet; example: { $example }
outline-in-all = { $complete }/{ $sections } sections, { $answered }/{ $total } answers
key-exercise = exercise
exercise-name = Invented enterprise for practice (not to be submitted)
tour-step = Exercise { $number }/{ $count }  { $text }
tour-next = Typing edits at once. { $key } goes on to the next field; errors never hold you back.
tour-finding = There is one error in this draft. { $key } goes there, from anywhere.
tour-fix = The letter O in the code should be the digit 0; x marks it. { $key } applies the fix.
tour-undo = Everything can be undone. { $key } takes the fix back.
tour-redo = { $key } does it again.
tour-find = { $key } finds: type part of a label, its pinyin or its id such as uscc; { KEY("accept", "list") } goes there, { KEY("back", "list") } comes back.
tour-outline = { $key } opens the outline with how far each section is; { KEY("accept", "list") } goes there, { KEY("back", "list") } comes back.
tour-steps = { $key } lists what was changed; you can go back to any step. { KEY("back", "list") } comes back.
tour-help = { $key } tells about the field and the keys that work here; { KEY("back", "reading") } comes back.
tour-review = When all is filled in, { $key } shows all answers for checking; then sign and submit.
tour-over = That was the exercise. Try what you like in this draft; { KEY("back", "fields") } leads to the list of drafts, { KEY("bin-draft", "home") } there moves it to the bin.
welcome-title = Welcome to jiliang
welcome-what = Fill in the self-declaration of an enterprise's measurement capability, have it checked, and submit it. The form is an unofficial template. No network is needed to fill it in.
welcome-new = a new declaration: choose a form, fill it in section by section
welcome-tour = the exercise first: an invented enterprise, five minutes, ten keys
welcome-move = move between fields; errors never hold you back, only submission needs them put right
welcome-enter = opens lists and tables; lists narrow as you type hanzi, pinyin or first letters
welcome-find = finds anything; { KEY("next-finding", "fields") } goes to the next finding; { KEY("help", "fields") } explains
welcome-undo = undo, also after the program was closed
welcome-saved = Every change is saved by itself
welcome-leave = leaves at any time; { KEY("go-on", "home") } goes on the next time
home-go-on = { KEY("go-on", "home") } goes on with: { $place }
outside-no-file = No temporary file could be made; the text is as it was
outside-not-utf8 = What the editor saved is not UTF-8; the text is as it was. Save it as UTF-8
outside-failed = The editor { $command } did not end well ({ $status }); the text is as it was
outside-none = There is no editor { $command }; the text is as it was. Name one in the variable EDITOR
note-no-text = There is no text here to edit.
note-outside-same = The text did not change.
note-outside-taken = The edited text is here; { KEY("undo", "fields") } takes it back.
note-no-place = No draft was opened yet.
key-edit-outside = edit with an editor of your own
key-go-on = go on
find-column = { $table }, column
find-row = { $table }, row { $row }
month-title = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
 } { $year }
month-days = Mo Tu We Th Fr Sa Su
pick-place = Find a section, field or row
pick-count = { $count }/{ $all }
steps-title = What was changed
steps-first = The beginning (the oldest point that can be gone back to)
steps-none = Nothing was changed yet.
hint-help = Up and Down scroll, { KEY("back", "reading") } goes back.
hint-fix-all = { KEY("confirm", "preview") } takes them all, one { KEY("undo", "fields") } takes them back; { KEY("back", "preview") } leaves them.
hint-question = { KEY("confirm", "question") } confirms, { KEY("back", "question") } leaves it.
hint-find = Type hanzi, pinyin, first letters, a field's id or content; { KEY("accept", "pick") } goes there, { KEY("back", "pick") } back.
hint-month = Arrows choose the day, { KEY("page-up", "month") }/{ KEY("page-down", "month") } the month; { KEY("accept", "month") } takes it, { KEY("back", "month") } leaves. * is today.
hint-pick-nested = Type hanzi, pinyin, first letters or a code; Right goes a level down, Left up, { KEY("accept", "pick") } takes it, { KEY("back", "pick") } leaves.
hint-steps = { KEY("accept", "list") } goes to how things were just after that step; > is now, ( ) was undone and can be done again.
note-no-date = There is no date here.
note-went-to-step = Back at the step you chose; { KEY("steps", "fields") } shows the list again.
key-find = find
key-steps = what was changed, go back to a step
key-month = month
key-day-later = a day later
key-day-earlier = a day earlier
key-week-later = a week later
key-week-earlier = a week earlier
key-month-later = a month later
key-month-earlier = a month earlier
key-month-first = first of the month
key-month-last = last of the month
note-copied = Copied { $count } characters; { KEY("paste", "fields") } puts them in. They are on the system clipboard too where the terminal can do that.
note-nothing-to-copy = There is nothing to copy here.
note-nothing-selected = Nothing is selected: hold Shift while moving the caret, or press { KEY("edit-select-all", "fields") } for all.
note-nothing-copied = Nothing was copied in this program yet; to paste from elsewhere use the terminal's own key (such as Ctrl-Shift-V).
key-copy = copy
key-cut = cut what is selected
key-paste = paste
edit-left = caret left (with Shift it selects, as below)
edit-right = caret right
edit-word-left = to the start of the word
edit-word-right = to the end of the word
edit-line-start = to the start of the line
edit-line-end = to the end of the line
edit-text-start = to the start of the text
edit-text-end = to the end of the text
edit-select-up = select upwards
edit-select-down = select downwards
edit-select-all = select all
edit-delete-back = delete the character before the caret; clear a chosen answer
edit-delete-forward = delete the character after the caret
edit-delete-word-back = delete to the start of the word
edit-delete-word-forward = delete to the end of the word
edit-delete-to-start = delete to the start of the line
edit-delete-to-end = delete to the end of the line

## The grid
grid-nothing-passes = No row passes the filter. Press { KEY("filter-rows", "table") } to change it or to show all.
status-findings = with findings
status-value = { $column } is '{ $value }'
status-text = with '{ $value }'
status-shown = { $shown } shown ({ $what })
status-sorted-up = by { $column }, ascending
status-sorted-down = by { $column }, descending
status-hidden = columns hidden: { $count }
status-selected = selected: { $rows } × { $columns }
note-sorted-up = Sorted by { $column }, ascending; { KEY("sort-column", "table") } again for descending. Only the view changes, not the order in the ledger.
note-sorted-down = Sorted by { $column }, descending; { KEY("sort-column", "table") } again for the order of the ledger.
note-sorted-not = In the order of the ledger again.
note-filtered = { $shown } of { $count } rows are shown; { KEY("filter-rows", "table") } changes the filter or shows all.
note-row-filtered = Row { $row } is hidden by the filter; press { KEY("filter-rows", "table") } to show all rows first.
note-no-such-row = There is no row '{ $row }'; type a number from 1 to { $count }.
note-nothing-to-fill = The table has no rows to fill; { KEY("add-row", "table") } adds one.
note-block-nothing = Nothing differs, so nothing was changed.
note-block-written = Cells written: { $cells }{ $rows ->
    [0] {""}
   *[other] , new rows: { $rows }
  }; { KEY("undo", "fields") } takes it back.
note-cannot-move-arranged = Rows cannot be moved while sorted or filtered; go back to the order of the ledger with { KEY("sort-column", "table") } and { KEY("filter-rows", "table") } first.
note-rows-deleted = Rows deleted: { $count }; { KEY("undo", "fields") } brings them back.
step-block = { $table }: cells written { $cells }{ $rows ->
    [0] {""}
   *[other] , new rows { $rows }
  }
step-rows-deleted = { $table }: rows deleted { $count }
step-row-moved = { $table }: row { $row } moved to { $to }
filter-all = Show all rows
filter-findings = Only rows with findings
filter-value = Only rows whose { $column } is '{ $value }'
filter-empty = (empty)
filter-text = Only rows with a text…
fill-down = The same as the first
fill-series = Counting on (numbers, dates)
fill-with = One value for all…
pick-filter-rows = Filter
pick-columns = Columns shown
pick-fill = Fill what is selected
prompt-go-to-row = Go to row
prompt-go-to-row-text = The number at the left of the table:
prompt-filter-text = Filter
prompt-filter-text-text = Only rows that hold this text in any column; empty shows all:
prompt-fill-with = Fill
prompt-fill-with-text = The value for all selected cells:
title-row = row { $row }
key-row-form = row form
key-filter-rows = filter
key-sort-column = sort
key-fill = fill
key-extend-up = select up
key-extend-down = select down
key-extend-left = select left
key-extend-right = select right
key-select-all = select all; after Shift-Down the column first, after Shift-Right the row
key-first-row = first row
key-last-row = last row
key-go-to-row = go to row
key-move-row-up = move row up
key-move-row-down = move row down
key-narrower = narrower column
key-wider = wider column
key-choose-columns = choose columns

## Plain mode, doctor, keys

note-worker-failed = That did not work, because of a mistake of this program. Your answers are still on the screen; go on, or leave with { KEY("quit") } and open the draft again.
crashed = jiliang has stopped because of a mistake of its own (at { $place })
crashed-saved = your answers are saved, with what you typed last; open the draft again to go on
crashed-not-saved = the last answers could not be saved; open the draft again to see what is there
crashed-report = a report lies in { $path }; it holds none of your answers. Please send it to whoever looks after jiliang for you
last-save-slow = the disk did not take the last answers in time; open the draft again to see whether they are there
last-save-failed = the last answers could not be saved
arg-plain = ask line by line instead of painting a screen: for screen readers, simple terminals and scripts
plain-not-utf8 = This line is not UTF-8 and was not taken; type it again.
plain-how = Type the answer and Enter; Enter alone goes on. ? explains the question, :commands lists the commands, :quit leaves. Everything is saved at once.
plain-unknown = There is no command { $name }. :commands lists all; an answer that begins with a colon begins with two.
plain-left = Saved. The draft is closed.
plain-lines-begin = Type the lines; a line with a single dot ends the text.
plain-help = explain the question; ? does the same
plain-commands = list the commands
plain-here = ask this question once more
plain-skip = leave this answer and go on
plain-back = the question before
plain-sections = the sections and how far each is
plain-go = go to a section by its number, to a field or table by its name or id: go 4, go employees
plain-list = the answers offered, narrowed by a text; the rows of a table
plain-clear = take the answer away
plain-lines = a text of several lines, ended by a line with a dot
plain-add = a new row
plain-edit = go into a row by its number
plain-copy = the row once more
plain-delete = take the row out
plain-up = out of the row, back to the table
plain-next = to the next finding
plain-findings = all findings
plain-fix = take the fix that is offered; of several the one with this number
plain-reason = say why a warning is accepted: reason TEXT
plain-undo = take the last step back
plain-redo = do it again
plain-review = all answers, to be checked before submitting
plain-sign = the statement, and who signs it
plain-submit = submit
plain-quit = leave; everything is saved
plain-nothing-asked = Nothing is asked here that this could be for.
plain-understood = Taken as { $value }.
plain-no-offer = Nothing offered fits '{ $text }'. :list shows what is offered.
plain-which = { $count } fit; type more of the text, or a number:
plain-more-offers = … and { $count } more; type a part of the name to narrow them.
plain-which-fix = Which fix? :fix and its number:
plain-fixed = Fixed: { $what }. :undo takes it back.
plain-reason-how = This is about: { $what } Say why it is accepted: :reason TEXT
plain-signed = The statement is complete as far as it goes. :submit submits, :findings lists what is missing.
plain-no-section = There are sections 1 to { $count }.
plain-found-nothing = No section, table or field that is shown now is called '{ $text }'.
plain-found-several = { $count } places fit; type more of the name, or the id:
plain-no-table = This is for tables; go to one first, for example with :go.
plain-no-row = There is no such row; this table has { $count }.
plain-no-list = Nothing is offered here; type the answer.
plain-row-deleted = { $what }. :undo brings it back.
plain-no-statement = This form has no statement to sign; :submit submits.
plain-sign-first = The statement first:
plain-errors-block = { $what } before submitting. :next goes to each.
plain-nothing-lost = Nothing is lost: the draft is saved here. Put it right and :submit again.
plain-section = { $number } { $title } ({ $seen })
plain-end = That was the last question. :review shows all answers, :next goes to the next finding, :sign and :submit hand the declaration in.
plain-question = { $label }: { $now }
plain-question-needed = { $label } (required): { $now }
plain-yes-or-no = Answer yes or no.
plain-no-offers = Nothing can be chosen yet: the rows this refers to are not there.
plain-offers = Choose by number, code or name; { $count } are offered:
plain-offers-many = Choose by number, code or name, several with commas between; { $count } are offered:
plain-offers-find = { $count } are offered: type the code, or a part of the name.
plain-table = { $table }: { $count } { $count ->
    [one] row
   *[other] rows
  }
plain-table-how = A number goes into that row; :list lists rows, :add adds one, :copy and :delete with a number; Enter goes on.
plain-computed = { $label } (follows by itself): { $now }
plain-finding = { $kind }: { $what }
plain-can-reason = If it is right as it is: :reason TEXT.
plain-fix-offer = Fix: { $fix } (:fix takes it)
plain-go-how = :go and a number goes to a section.
plain-rows = { $found } of { $count } rows:
plain-more-rows = … :list { $row } goes on.
plain-answer = { $label }: { $now }
plain-ready = No errors. :sign reads the statement out, :submit submits.
plain-kind-error = Error
plain-kind-missing = Missing
plain-kind-warning = Warning
plain-kind-info = To know
plain-kind-accepted = Accepted
about-keys = List the keys of the terminal program
config-one-of = '{ $found }' is not known here; there are { $known }
config-kind-truth = true or false
config-kind-keys = a key or a list of keys in quotes, such as ["F6", "Alt-N"]
keys-refused = config.toml, line { $line }: { $name } keeps its usual keys: { $reason }
keys-no-command = there is no command { $name } (near it: { $near }); jiliang keys lists all
keys-no-context = there is no place { $name }; there are { $known }
keys-not-there = the command { $name } does not exist in { $place }
keys-no-key = { $key } is no key; write for example Ctrl-K, Alt-Shift-Left, F6, PageUp
keys-bare = { $key } alone is text, which an input method takes; add Ctrl or Alt
keys-not-told-apart = a terminal cannot tell { $key } from Tab, Enter, Backspace or Esc
keys-no-twin = some desktops keep F1, F10 and F11 for themselves; name one more key
keys-taken = { $key } means { $other } in { $place }
keys-head = {"|"} keys | what | command | where |
keys-rule = {"|"}---|---|---|---|
keys-everywhere = everywhere
place-home = drafts
place-fields = fields
place-table = table
place-cell = cell
place-list = list
place-review = check your answers
place-statement = statement
place-pick = choices
place-prompt = question with text
place-question = yes or no
place-reading = reading
place-preview = preview of a paste
place-month = month
about-doctor = Look at terminal, folders, configuration and platforms, and say what to do
after-help-doctor = Exit code: 0 nothing stands in the way, 1 something does
doctor-terminal = terminal { $term }, { $columns } columns and { $rows } rows
doctor-terminal-small = make the window larger: a form needs 60 columns and 16 rows
doctor-no-terminal = input or output is no terminal
doctor-plain = jiliang edit --plain FILE works line by line
doctor-dumb = TERM=dumb: this terminal cannot be painted on
doctor-locale = language and encoding { $locale }
doctor-locale-todo = if Chinese looks wrong, set LANG=zh_CN.UTF-8 and a UTF-8 terminal
doctor-console = the old console window: frames are drawn with - and |; Windows Terminal looks better
doctor-colours-none = NO_COLOR is set: no colours; ui.theme in the configuration overrides it
doctor-colours-256 = 256 colours
doctor-colours-16 = 16 colours
doctor-clipboard = copied text goes to the clipboard through the terminal (OSC 52), where the terminal allows it
doctor-clipboard-far = over SSH: copied text goes to the clipboard of the machine in front of you, where its terminal allows OSC 52
doctor-clipboard-tmux = in tmux it needs: set -g set-clipboard on
doctor-folder = drafts can be written in { $path }
doctor-folder-bad = drafts cannot be written in { $path }: { $cause }
doctor-config = configuration { $path }: { $count } platforms
doctor-no-platform = no platform is set up; drafts can be filled in all the same. Platforms stand in { $path }
doctor-platform-simple = platform { $name } has the simple profile and can only be tried by submitting
doctor-platform-todo = check the network, the proxy and the address, then try again; drafts wait meanwhile
doctor-platform = platform { $name } answers
doctor-no-token = there is no token for it: set { $variable } or token_file before submitting
doctor-clock = the clock of { $name } and this machine's are { $seconds } seconds apart
doctor-clock-todo = set the clock of this machine; receipts carry the time
doctor-ruler = i do the bars of each pair stand below each other?
doctor-ruler-todo =     if only the second pair does not, set borders = "ascii" under [ui]; if the first does not, choose another font
doctor-bad = What is marked x stands in the way.
doctor-good = Nothing stands in the way.

## The law as data, fixes, migration

expr-lookup-lacks = the lookup { $name } cannot be searched like this; declare { $key } under [[lookup]] in form.toml
form-csv-confidence = line { $line }: confidence must be high, medium or low, not { $found }
form-csv-date = line { $line }: { $found } is not a date; write 2025-06-30
form-csv-pattern = line { $line }: the pattern { $found } is wrong
pii-id = this looks like an identity number; take it out: none is collected, and none may stand in any text
pii-id-old = this looks like an old identity number of 15 digits; take it out, or give a reason where it is another number
pii-card = this looks like the number of a bank card; take it out, or give a reason where it is another number
pii-id-reason = the reason given for { $rule } seems to hold an identity number; take it out
standard-no-notation = "{ $found }" is written { $meant }
standard-no-year = "{ $found }" lacks the year; write it in full, such as JJG 21-2008
key-fix-all = fix all of this kind
key-fix-all-confirm = fix all
note-no-fix-all = nothing here can be fixed by itself
fix-all-step = { $count } fixes of { $code }
note-fixed-all = { $count } fixed; { KEY("undo", "fields") } takes it back
fix-all-title = { $count } of this kind: fix all
confidence-high = high
confidence-medium = medium
confidence-low = low, not confirmed
finding-reference-sure = source: { $reference } (confidence: { $confidence })
finding-sure = Confidence: { $confidence }
finding-lookup = Table { $name }: { $source }; { $vintage }; confidence: { $confidence }
migrate-cannot = the draft of an older version cannot be moved; it is as it was
form-rename-name = "{ $name }" is no name; write org.mode, instruments[].status, instruments[].status=in_use or rule:overdue
form-rename-kinds = { $from } and { $to } are not names of one kind, in one table, in one field
form-rename-nowhere = there is no { $to } to rename to
form-rename-still-there = { $from } is still in the form and cannot be renamed to { $to }
form-rename-since = { $since } is newer than the form itself
about-migrate = Move a draft of an older version to the form at hand
about-forms-diff = Compare two versions of a form, marking what breaks
after-help-forms-diff = OLD and NEW are names or folders of forms. The exit code is 1 where something breaks.
migrate-nothing = the draft is of version { $version } already
migrate-line = { $from } → { $to }: { $count }
migrate-done = the draft was moved from version { $from } to { $to }, names changed: { $count }; answers without a place are kept in it
migrate-would = a preview only; the file is as it was
migrate-kept = kept, without a place: { $what }
migrate-question = this draft was filled in for version { $from } of the form, which is now { $to }. Moving it means:
migrate-nothing-lost = No answer is lost; the move can be undone, and without it the file stays as it is.
migrate-ask = Move it now? (yes/no)
migrate-left = not moved; the file is as it was
migrate-aloud = the draft was filled in for version { $from } of the form and is taken as version { $to }, names changed: { $count }; see jiliang migrate --dry-run
question-move = Move it to the newer form?
question-move-keys = { KEY("confirm", "question") } moves and opens it, { KEY("back", "question") } leaves it
forms-diff-added = added
forms-diff-added-required = added, and required
forms-diff-removed = gone
forms-diff-renamed = renamed from { $from }
forms-diff-kind = a table became fields, or the other way round
forms-diff-key = rows are named by { $new } instead of { $old }
forms-diff-rows = rows are now from { $min } to { $max }
forms-diff-unique = must be unique now: { $id }
forms-diff-type = the type was { $old } and is { $new }
forms-diff-required = required now, or under a condition
forms-diff-not-required = less required than before
forms-diff-disclose = seen by others than before
forms-diff-label = called "{ $new }" instead of "{ $old }"
forms-diff-codes-gone = choices gone ({ $count }): { $codes }
forms-diff-codes-added = choices added ({ $count }): { $codes }
forms-diff-narrower = takes fewer answers than before
forms-diff-rule-added = rule added ({ $severity })
forms-diff-severity = was { $old }, is { $new }
forms-diff-code = findings are called { $new } instead of { $old }
forms-diff-rule-changed = the rule asks for something else
forms-diff-lookup = the table changed: { $old } rows → { $new } rows, { $vintage }
forms-diff-count = { $old } → { $new }: changes { $count }, of which breaking (marked !) { $breaking }
forms-diff-major = something breaks: raise the major number, or declare renames as [[rename]] in form.toml
unit-not-read = the unit "{ $unit }": { $why }
unit-notation = the unit "{ $found }" is written { $fix }
unit-restrict = "{ $found }" is not a legal unit; use { $legal }. Where it is needed, state the special need and the converted value
unit-restrict-value = "{ $found }" is not a legal unit; use { $legal }, which makes { $value }. Where it is needed, state the special need and the converted value
unit-forbid = "{ $found }" is a traditional unit that may not be used; use { $legal }
unit-forbid-value = "{ $found }" is a traditional unit that may not be used; use { $legal }, which makes { $value }

## Replacing another revision on the platform
submit-replace = hint: find out first who sent revision { $other } and what it changed. If the answers here are the right ones, submit --replace sends them as revision { $next }; the platform keeps all earlier ones
arg-replace = where the platform holds another revision, send this one as the next, in its place
plain-replace = Find out first who sent revision { $other } and what it changed. If the answers here are the right ones, type :submit replace to send them as revision { $next }; the platform keeps all earlier ones.
question-replace = Replace the platform's revision?
question-replace-text = Revision { $other } on { $name } was not sent from here. Find out first who sent it and what it changed. If the answers here are the right ones, they can go as revision { $next } in its place; the platform keeps all earlier ones.

## The mouse, pasted keys, what is due, dates in short
key-mouse = mouse on/off
note-mouse-on = The mouse is the program's: click to go there, click again to open, turn the wheel to scroll; hold Shift to mark text of the screen
note-mouse-off = The mouse is the terminal's again: drag to mark text of the screen, paste with the right button as the terminal does
note-other-button = The mouse is the program's now: hold Shift for the terminal's own paste, or press { $key } to give the mouse back
help-mouse = Mouse: click to go there, click again to open or edit, drag to select, turn the wheel to scroll; the keys in the last row can be clicked. To mark text of the screen or paste with the right button hold Shift, or press { $key } to give the mouse back to the terminal.
counts-checking = checking…
counts-missing = { $count } to fill in
counts-errors = { $count ->
    [one] 1 error
   *[other] { $count } errors
 }
counts-warnings = { $count ->
    [one] 1 warning
   *[other] { $count } warnings
 }
counts-gap = {", "}
counts-blocking = { $missing ->
    [0] { $errors ->
        [one] 1 error is to be put right
       *[other] { $errors } errors are to be put right
    }
   *[other] { $errors ->
        [0] { $missing ->
            [one] 1 answer is still to be filled in
           *[other] { $missing } answers are still to be filled in
        }
       *[other] { $missing ->
            [one] 1 answer is still to be filled in
           *[other] { $missing } answers are still to be filled in
        } and { $errors ->
            [one] 1 error
           *[other] { $errors } errors
        } to be put right
    }
 }
## The ledger in the terminal, next year
ledger-note-sheets = { $count } sheets with the same or much the same headings are read together: { $sheets }
key-import = import
key-complete = complete
key-read = read
key-import-preview = preview
key-change-column = change
key-leave-column = leave out
key-import-confirm = import
key-take-or-leave = take or leave
key-fold = fold or unfold
place-file = Import: file
place-columns = Import: columns
place-import = Import: preview
title-import = Import › { $table }
title-pasting = Paste › { $table }
import-way-file = File
import-way-columns = Columns
import-way-preview = Preview
import-path = Ledger file
import-listing = Listing the folder…
import-no-files = No fitting spreadsheet (XLSX, XLS, ODS, CSV, TSV) or folder here. Type on, or drag a file onto the window.
import-cannot-list = { $path } cannot be listed: { $problem }. Change the path, or press { KEY("back", "file") } to go back.
import-recent = used lately
import-reading = Reading the file, { $share } %
import-understanding = Looking at row { $done } of { $total } ({ $share } %)
import-reading-esc = { KEY("back", "reading") } stops; nothing will be changed.
import-sheet = Sheet
import-sheet-hidden = hidden
import-header = Header
import-whole-file = the whole file
import-row = row { $row }
import-rows = rows { $first }–{ $last }
import-header-unknown = not found
import-say-header = Choose the sheet and the row of the header above ({ KEY("accept", "columns") }), then a field for each column.
import-column = Column of the ledger
import-goes-to = Goes into
import-samples = First values
import-nowhere = left out
import-part-low = lower limit
import-part-high = upper limit
import-part-factor = coverage factor k
import-part-unit = unit
import-missing = The ledger lacks these required columns: { $fields }; they can be filled in afterwards
import-doubtful = Columns marked ? only have a similar name: { $count }; please have a look
import-unused = Columns left out (grey): { $count }
import-head = { $from } → { $table }: { $rows } rows read, { $same } of them unchanged
import-pasted = Pasted block
import-new = New rows: { $count }
import-changed = Changed rows: { $count }
import-conflicts-ours = Changed here and in the ledger: { $count }; what stands here stays (marked rows take the ledger's)
import-conflicts-theirs = Changed here and in the ledger: { $count }; the ledger's is taken (unmarked rows keep what stands here)
import-vanished = Rows the ledger does not have: { $count }; { $what }
import-vanished-row = Row { $row } { $name }
import-vanished-own = Row { $row } { $name } (entered here)
import-vanished-keep = kept
import-vanished-retire = marked out of service
import-vanished-remove = deleted
import-edited = Edited here and left as they are: { $count }
import-problems = To look at: { $count } (told again after the import)
import-notes = Notes: { $count }
hint-import-file = Type or choose the file of the ledger; { KEY("next", "file") } completes, pinyin finds, a file can be dragged onto the window. { KEY("accept", "file") } reads it; reading changes nothing.
hint-import-reading = Reading; { KEY("back", "reading") } stops.
hint-import-columns = Which field each column goes into: { KEY("accept", "columns") } changes, { KEY("clear", "columns") } leaves out, { KEY("continue", "columns") } shows what would change. What you choose is remembered for the same headings.
hint-import-preview = Nothing has changed yet. { KEY("toggle", "import") } takes or leaves a row or a part, { KEY("accept", "import") } folds, { KEY("confirm", "import") } imports; one { KEY("undo", "fields") } takes it all back.
note-import-stopped = Reading was stopped; nothing was changed.
note-import-planning = Still looking at the rows; one moment.
note-import-no-sheet = No sheet was chosen; all stays as it is.
note-import-choose = Choose a file with the Down key, or type on.
note-imported = { $file } imported: new rows { $new }, changed cells { $cells }, deleted rows { $gone }. One { KEY("undo", "fields") } takes it all back.
step-import = { $table }: { $file } imported, new rows { $new }, changed cells { $cells }, deleted rows { $gone }
step-import-same = Nothing new in the ledger
pick-column = This column goes into
pick-sheets = Which sheets are read
pick-header = Where the header begins
ledger-paste-columns = Columns without a place, left out: { $count }
ledger-paste-rows = Rows beyond the limit of { $limit }, left out: { $count }
key-find-in-table = Find in table
key-find-back = previous hit
prompt-find-in-table = Find in table
prompt-find-in-table-text = Text, pinyin or first letters; { KEY("find-in-table", "table") } and Enter go to the next hit, { KEY("find-back", "table") } to the previous
note-nothing-looked-for = There is nothing to look for
note-not-in-table = "{ $text }" is not in the rows and columns shown
note-only-hit = "{ $text }" is only here
note-hit = "{ $text }": { KEY("find-in-table", "table") } Enter for the next, { KEY("find-back", "table") } for the previous
note-hit-around = "{ $text }": went round the end of the table
home-due = Falling due
home-due-overdue = overdue
home-due-within-30 = within 30 days
home-due-within-60 = 31 to 60 days
home-due-within-90 = 61 to 90 days
home-due-of = { $total } in use; jiliang due gives the list and a calendar
key-step = : { $step }
step-typing = what was just typed
key-next-year = renew
key-carried = compare with last declaration
key-confirm-section = confirm section
place-carried = Compared with last declaration
title-carried = Compared with last declaration
hint-carried = The answers are carried over; what has expired or is given each time was taken out. { KEY("accept", "carried") } goes there, { KEY("confirm", "carried") } confirms that a section still holds; { KEY("next-year", "fields") } comes back here. What differs is for the signer to look at.
carried-head = Sections confirmed: { $done } of { $all }
carried-open = to be given afresh: { $open }; different from last time: { $changes }
carried-confirmed-same = confirmed; same as last time
carried-confirmed = confirmed; different from last time: { $changes }
carried-same = same as last time, please confirm
carried-changed = different from last time: { $changes }; look, then confirm
note-carried-open = In this section { $count } answers are still to be given; confirm it afterwards.
note-carried-confirmed = Confirmed.
note-not-carried = This draft was not just carried over from an earlier declaration. On the home screen { KEY("next-year", "home") } begins the next declaration from the one chosen.

## Copied blocks, next year kept

note-copy-kept = Copied; { KEY("paste", "fields") } pastes it. Also written to { $path }: open it in Excel or WPS where the system's clipboard did not get it.
statement-carried = Compared with the last declaration: { $changes } differences; sections not yet confirmed: { $left }. { KEY("next-year", "statement") } lists all.
carried-not-kept = Confirmed, but this could not be written to disk; it is to be confirmed again when the draft is opened next
step-rows-added = { $table }: rows added { $count }
