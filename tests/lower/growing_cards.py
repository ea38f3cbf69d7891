"""Rate cards by bands, grown at random: each of their ways, second keys, bounds that data decide."""

from hypothesis import strategies as st

CARDS = """
tariff Lump Pay by Length, lump sum
    | Length                | Lump Pay |
    | {below} 30 minutes    | £1       |
    | {from_} 30 minutes    | £5.55    |
    | {from_} {far} minutes | {pence}  |

tariff Kind Pay by Kind and Length, whole quantity
    | Kind  | below 32 minutes | from 32 minutes  |
    | Short | £0.10 per minute | £0.005 per minute |
    | Long  | £1 per minute    | £0.33 per minute |

tariff Slice Pay by Length, slice by slice
    | Length              | Price            |
    | the first {bound}   | £0.10 per minute |
    | beyond {bound}      | {slope}          |
    | beyond {far} minutes | £0.03 per minute |

tariff Line Share by Length, straight line
    | Length              | Line Share |
    | below 29 minutes    | 10%        |
    | at 29 minutes       | 20%        |
    | at 60 minutes       | {share}    |
    | at {far} minutes    | 100%       |
    | above {far} minutes | 99.5%      |

Half An Hour means 30 minutes

Few Minutes for each Visit means 5 minutes * Dearer Visits / 1 Visit

Minute Price for each Visit means £0.01 per minute * Dearer Visits / 1 Visit
"""


@st.composite
def cards(draw: st.DrawFn, pence: str, share: str) -> str:
    """Cards that are read by the length of a Visit."""
    below, from_ = draw(st.sampled_from([("below", "from"), ("up to", "more than")]))
    return CARDS.format(
        below=below,
        from_=from_,
        far=draw(st.sampled_from(["61", "119", "120"])),
        bound=draw(st.sampled_from(["30 minutes", "Half An Hour", "Few Minutes"])),
        slope=draw(st.sampled_from(["£0.20 per minute", "Minute Price", "£0 per minute"])),
        pence=pence,
        share=share,
    )
