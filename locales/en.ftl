# The program's own words in English. The same keys and arguments stand in zh-CN.ftl; a test compares them.

## Failures
failure-cause = {" "}({ $cause })
failure-hint = hint: { $hint }
