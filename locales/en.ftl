# The program's own words in English. The same keys and arguments stand in zh-CN.ftl; a test compares them.

## Failures
failure-cause = {" "}({ $cause })
failure-hint = hint: { $hint }

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
submit-timeout = Not delivered: { $platform } did not answer in time, so it is not known whether it arrived. The same bytes go out again later and are never registered twice.
submit-no-such-host = Not delivered: the server of { $platform } was not found ({ $cause }). Check the network and the address; it is tried again later.
submit-no-connection = Not delivered: no connection to { $platform } ({ $cause }). Check the network; it is tried again later.
submit-cut = Not confirmed: the connection to { $platform } broke off ({ $cause }), so it is not known whether it arrived. The same bytes go out again and are never registered twice.
submit-no-tls = Not delivered: nothing encrypted answers at the address of { $platform } ({ $cause }). It may be the login page of a network: log in first, or check the address.
submit-certificate = Not delivered: the certificate of { $platform } is not valid ({ $cause }). Contact the platform.
submit-certificate-expired = Not delivered: the certificate of { $platform } has expired ({ $cause }). Check the date of this machine, then contact the platform.
submit-certificate-early = Not delivered: the certificate of { $platform } is not valid yet ({ $cause }). The date of this machine is probably wrong; set it right.
submit-certificate-name = Not delivered: the certificate does not belong to the address of { $platform } ({ $cause }). Check the address, or log in to the network first.
submit-certificate-issuer = Not delivered: the certificate of { $platform } is issued by someone not trusted here ({ $cause }). Where your network inspects traffic, name its root certificate in extra_ca.
submit-other-key = Not delivered: whoever answers has another key than the public_key configured for { $platform }, so nothing was given away. Ask the platform.
submit-portal = Not delivered: not { $platform } answered but what looks like a login page or a proxy. Log in to the network; it is sent again later.
submit-receipt = Not delivered: the answer of { $platform } is not a valid receipt for this declaration. { $reason } The same bytes go out again later.
submit-unmapped = Not delivered: { $platform } did not tell success. { $said } It is tried again later; if this stays, check success in the configuration.
submit-processing = { $platform } has it and is working on it; it is not sent again, the receipt is asked for later.
submit-moved = Not delivered: { $platform } points to another address ({ $location }). Check with the platform, then correct the configuration.
submit-token = Not delivered: { $platform } does not accept the token. Check the environment variable JILIANG_TOKEN or the token file; without a token, ask the platform for one. { $said }
submit-permission = Not delivered: this token may not submit for this enterprise. Check the unified social credit code, or ask { $platform }. { $said }
submit-address = Not delivered: there is no place to submit at the address of { $platform } (404). Check the address. { $said }
submit-form = Not delivered: { $platform } does not know this form or its version. Ask the platform which forms it takes. { $said }
submit-proxy-auth = Not delivered: the proxy wants a user name and a password. Configure proxy = "http://USER:PASSWORD@HOST:PORT".
submit-deleted = Not delivered: this declaration was deleted at { $platform }. Start a new one where needed. { $said }
submit-running = { $platform } is still working on the last attempt; it is asked again soon.
submit-conflict = Not delivered: { $platform } holds other content under this number. Merge with it and number anew. { $said }
submit-stale = Not delivered: { $platform } took another revision meanwhile, and this one was not made from it. Base a new revision on that one. { $said }
submit-form-closed = Not delivered: { $platform } no longer takes this version of the form. Move to the newer one. { $said }
submit-locked = Not delivered: { $platform } is reviewing this declaration. Submit after the review. { $said }
submit-withdrawn = Not delivered: this declaration was withdrawn. { $said }
submit-too-large = Not delivered: the content is larger than { $platform } takes. Make it smaller. { $said }
submit-too-large-by = Not delivered: { $platform } takes { $bytes } bytes at most. Make the content smaller.
submit-rejected = { $platform } found { $count } problems and did not take it. Correct them and submit again.
submit-not-understood = Not delivered: { $platform } did not understand (status { $status }). Export it with outbox export and send it to the platform with this message. { $said }
submit-busy = Not delivered: { $platform } is busy; it is sent again when the platform wants it.
submit-server = Not confirmed: { $platform } has an error of its own (status { $status }). The same bytes go out again later and are never registered twice.

## The outbox
outbox-unreadable = cannot read { $file }
outbox-unwritable = cannot write { $file }
outbox-unwritable-hint = check the space on the disk and the rights on the folder; the draft is not affected
outbox-damaged = { $file } is damaged and is not sent
outbox-damaged-hint = keep the file, and submit a new revision from the draft
outbox-other-content = revision { $revision } was already being sent and its content cannot change; finish sending it, or start a new revision
