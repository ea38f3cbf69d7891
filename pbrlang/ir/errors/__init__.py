"""All that can be wrong with the meaning of a contract once its names and kinds are known."""

from pbrlang.ir.errors.accounts import AccountCircle
from pbrlang.ir.errors.advances import NotTakenBack, UnearnedUnsaid
from pbrlang.ir.errors.bands import BandEdgeUnsaid, BandPrice, BandsMisfit, BandUnsaid
from pbrlang.ir.errors.calendar import MonthEndUnsaid, PartPeriodUnsaid, StillUnsaid
from pbrlang.ir.errors.carrying import CarryUnsaid, GrossUnsaid, IdleItem
from pbrlang.ir.errors.choices import BlankUnsaid, NegativeUnsaid, RepeatUnsaid, UndefinedUnsaid
from pbrlang.ir.errors.cycles import Cycle
from pbrlang.ir.errors.days import ChangesByItself, NothingComes, NotOneOfThem, ThatDayUnsaid
from pbrlang.ir.errors.figures import IndexUnusable, TableUnreadable
from pbrlang.ir.errors.items import HalfUnsaid, HeaderUnsaid, ItemMissing, ItemTwice, NoSuchFile, OutsideTerm, WrongVerb
from pbrlang.ir.errors.limits import CapOrderUnsaid, LoserUnsaid, RecoveryUnsaid, TailUnsaid
from pbrlang.ir.errors.measures import MeanUnsaid, OtherPeople, StartUnsaid
from pbrlang.ir.errors.misplaced import ItemOutOfPlace
from pbrlang.ir.errors.payers import BeyondUnsaid, LiabilityUnsaid, SharesNotWhole, TakerLimited
from pbrlang.ir.errors.picks import Undated, WrongLesser
from pbrlang.ir.errors.running import FallUnsaid
from pbrlang.ir.errors.spans import NightsWithDays
from pbrlang.ir.errors.tables import MissingPrice, NoKey, RowTwice, UnreadableCell, WrongColumn
from pbrlang.ir.errors.times import CountsItself, DayUnsaid, NoSuchTime, NotClipped, PeriodUnsaid, TimeUnsaid

__all__ = [
    "AccountCircle",
    "BandEdgeUnsaid",
    "BandPrice",
    "BandUnsaid",
    "BandsMisfit",
    "BeyondUnsaid",
    "BlankUnsaid",
    "CapOrderUnsaid",
    "CarryUnsaid",
    "ChangesByItself",
    "CountsItself",
    "Cycle",
    "DayUnsaid",
    "FallUnsaid",
    "GrossUnsaid",
    "HalfUnsaid",
    "HeaderUnsaid",
    "IdleItem",
    "IndexUnusable",
    "ItemMissing",
    "ItemOutOfPlace",
    "ItemTwice",
    "LiabilityUnsaid",
    "LoserUnsaid",
    "MeanUnsaid",
    "MissingPrice",
    "MonthEndUnsaid",
    "NegativeUnsaid",
    "NightsWithDays",
    "NoKey",
    "NoSuchFile",
    "NoSuchTime",
    "NotClipped",
    "NotOneOfThem",
    "NotTakenBack",
    "NothingComes",
    "OtherPeople",
    "OutsideTerm",
    "PartPeriodUnsaid",
    "PeriodUnsaid",
    "RecoveryUnsaid",
    "RepeatUnsaid",
    "RowTwice",
    "SharesNotWhole",
    "StartUnsaid",
    "StillUnsaid",
    "TableUnreadable",
    "TailUnsaid",
    "TakerLimited",
    "ThatDayUnsaid",
    "TimeUnsaid",
    "Undated",
    "UndefinedUnsaid",
    "UnearnedUnsaid",
    "UnreadableCell",
    "WrongColumn",
    "WrongLesser",
    "WrongVerb",
]
