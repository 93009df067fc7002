"""Are two names one speaker's? Names of persons and organisations are compared here, without a store.

The steps:

1. `normal`: names that differ in style alone (title, case, accents) have one normal form.
2. `person`, `organisation`: a name is read into its parts, without knowing who bears it.
3. `block`: only names that share a blocking key are compared at all.
4. `spelling`: the words of two names are compared one by one (spellings of one sound, short forms, slips of the pen).
5. `agree` (persons), `organisation` (bodies): how the names agree part by part, or the conflict that rules them out.
6. `compare`: the agreement, and the facts known of both bearers, make `features`, whose weights add up to a score.

An example: Sen. Bob Lennox and Robert A. Lennox. Without its title the first name is bob lennox; the second one is
robert a lennox. Both have the key of Lennox with Robert, since Bob may be short for it. The family names are the same
(+0.45), the given names are forms of one (+0.42), and a middle initial may be left out: 0.87, which is `same`.

`identity` keeps such verdicts as judgements, and joins names by them into canonical speakers.
"""
