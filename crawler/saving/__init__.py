"""A page that was just seen to change, and an archive's service -> a memento that a third party made.

`service` is whom to ask and for what, `answers` what was answered, `desk` what that makes of the rows, `pump` when.
"""
