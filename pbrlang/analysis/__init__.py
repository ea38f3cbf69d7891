"""What a compiled contract depends on, and what it pays as results move, without any data.

`reads` follows amounts, conditions and dates to the rows behind them; `bounds` says how large a value can be; `curves`
gives what clauses pay as one quantity moves, in exact pieces; `chance` how often noise alone is paid; `timing`
when results can first be known; `counting` how much there is in a contract. Nothing here knows good from bad.
"""
