# The program's own words in Chinese. The same keys and arguments stand in en.ftl; a test compares them.

## Failures
failure-cause = （{ $cause }）
failure-hint = 提示：{ $hint }
