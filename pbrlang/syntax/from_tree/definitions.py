"""Data, units, cohorts, outcomes, measures, definitions and rate cards."""

from typing import Any

from lark import Token, Tree

from pbrlang.source import Span
from pbrlang.syntax.from_tree.base import exact, said
from pbrlang.syntax.from_tree.expressions import ExpressionBuilder
from pbrlang.syntax.tree import blocks as b
from pbrlang.syntax.tree import expressions as ex
from pbrlang.syntax.tree.base import Name

T = Tree[Token]

_BOUNDS = {
    "band_below": "below",
    "band_up_to": "up to",
    "band_from": "from",
    "band_more_than": "more than",
    "band_first": "the first",
    "band_beyond": "beyond",
    "band_at": "at",
    "band_above": "above",
}


class DefinitionItems(ExpressionBuilder):
    """Rules of the sections on data and on definitions. An item is a pair: the list it belongs to, and its node."""

    # --- data

    def data_header(self, tree: T) -> Any:
        return [self.build(each) for each in tree.children]

    def field(self, tree: T) -> Any:
        name, kind, *rest = tree.children
        limits = tuple(self.build(each) for each in rest if isinstance(each, Tree) and each.data != "or_blank")
        optional = any(isinstance(each, Tree) and each.data == "or_blank" for each in rest)
        note = self.maybe_quotation(rest[-1])
        return ("fields", b.Field(self.span(tree), self.build(name), self.build(kind), optional, limits, note))

    def choice_field(self, tree: T) -> Any:
        name, kind, *rest = tree.children
        optional = any(isinstance(each, Tree) for each in rest)
        note = self.maybe_quotation(rest[-1])
        return ("fields", b.Field(self.span(tree), self.build(name), self.build(kind), optional, (), note))

    def identifier_kind(self, tree: T) -> b.FieldKind:
        return b.FieldKind(self.span(tree), "identifier")

    def money_kind(self, tree: T) -> b.FieldKind:
        return b.FieldKind(self.span(tree), "money", per=self._per(tree) if tree.children else None)

    def date_kind(self, tree: T) -> b.FieldKind:
        return b.FieldKind(self.span(tree), "date")

    def share_kind(self, tree: T) -> b.FieldKind:
        return b.FieldKind(self.span(tree), "share")

    def text_kind(self, tree: T) -> b.FieldKind:
        return b.FieldKind(self.span(tree), "text")

    def yes_no_kind(self, tree: T) -> b.FieldKind:
        return b.FieldKind(self.span(tree), "yes or no")

    def number_kind(self, tree: T) -> b.FieldKind:
        return b.FieldKind(self.span(tree), "number", noun=self.build(tree.children[0]))

    def rate_kind(self, tree: T) -> b.FieldKind:
        noun, per = self.all(tree.children)
        return b.FieldKind(self.span(tree), "number", noun=noun, per=per)

    def reference_kind(self, tree: T) -> b.FieldKind:
        return b.FieldKind(self.span(tree), "reference", table=self.build(tree.children[0]))

    def one_of(self, tree: T) -> b.FieldKind:
        return b.FieldKind(self.span(tree), "one of", choices=self.all(tree.children))

    def places(self, tree: T) -> b.Limit:
        token = tree.children[0]
        return b.Limit(self.span(tree), "places", ex.Number(self.span(token), exact(token)))

    def at_least(self, tree: T) -> b.Limit:
        return b.Limit(self.span(tree), "at least", self.build(tree.children[0]))

    def at_most(self, tree: T) -> b.Limit:
        return b.Limit(self.span(tree), "at most", self.build(tree.children[0]))

    def row_key(self, tree: T) -> Any:
        return ("keys", b.Keys(self.span(tree), self.all(tree.children)))

    def dated(self, tree: T) -> Any:
        return ("dated", self.build(tree.children[0]))

    def recorded(self, tree: T) -> Any:
        return ("recorded", self.build(tree.children[0]))

    def lasts(self, tree: T) -> Any:
        start, end, noun, still = tree.children
        means = None if still is None else self.span(still).text
        return ("lasts", b.Lasts(self.span(tree), self.build(start), self.build(end), self.build(noun), means))

    def records(self, tree: T) -> Any:
        return ("records", b.Word(self.span(tree), said(tree.children[0])))

    def source(self, tree: T) -> Any:
        text = self.quotation(tree.children[0]).text
        collected = len(tree.children) > 1
        return ("provenance", b.Provenance(self.span(tree), "source", text=text, already_collected=collected))

    def supplied(self, tree: T) -> Any:
        return ("provenance", b.Provenance(self.span(tree), "supplied", self.build(tree.children[0])))

    def verified(self, tree: T) -> Any:
        party, against = tree.children
        text = None if against is None else self.quotation(against).text
        return ("provenance", b.Provenance(self.span(tree), "verified", self.build(party), text))

    def the_commissioner(self, tree: T) -> b.Party:
        return self._party("commissioner", tree)

    def the_provider(self, tree: T) -> b.Party:
        return self._party("provider", tree)

    def third_party(self, tree: T) -> b.Party:
        return self._party("third party", tree)

    def _party(self, part: str, tree: T) -> b.Party:
        called = self.maybe_quotation(tree.children[0])
        return b.Party(self.span(tree), part, called.text if called else None)

    def unit_header(self, tree: T) -> Any:
        singular, plural, counts = tree.children
        return self.build(singular), self.build(plural), self.build(counts) or ()

    def name_list(self, tree: T) -> Any:
        return self.all(tree.children)

    def list_header(self, tree: T) -> Any:
        return self.all(tree.children)

    # --- cohorts

    def cohort_header(self, tree: T) -> Any:
        return self.build(tree.children[0])

    def groups(self, tree: T) -> Any:
        members, by, every, *term = tree.children
        built = self.build(term[0]) if term else None
        return ("groups", b.Groups(self.span(tree), self.build(members), self.build(by), said(every), built))

    def term(self, tree: T) -> b.Term:
        first, last = tree.children
        return b.Term(self.span(tree), self.date(first), self.date(last))

    def observed(self, tree: T) -> Any:
        return ("observed", b.Observed(self.span(tree), *self.all(tree.children)))

    def confirmed_after(self, tree: T) -> Any:
        return ("confirmed", b.Confirmed(self.span(tree), self.build(tree.children[0])))

    def confirmed_at_once(self, tree: T) -> Any:
        return ("confirmed", b.Confirmed(self.span(tree), None))

    # --- measures and definitions

    def outcome_header(self, tree: T) -> Any:
        return self.build(tree.children[0])

    def measure_header(self, tree: T) -> Any:
        name, *rest, noun = tree.children
        homes = self.build(rest[0]).homes if rest else ()
        return self.build(name), homes, self.build(noun)

    def means(self, tree: T) -> Any:
        return ("meanings", self.build(tree.children[0]))

    def better(self, tree: T) -> Any:
        return ("better", b.Word(self.span(tree), said(tree.children[0])))

    def measure_baseline(self, tree: T) -> Any:
        value, fallback, kind, source = tree.children
        words = None if kind is None else said(kind)
        meaning = self._meaning(self.span(value), value, fallback)
        return ("baselines", b.BaselineItem(self.span(tree), meaning, words, self.maybe_quotation(source)))

    def measure_noise(self, tree: T) -> Any:
        within, source = tree.children
        note = self.maybe_quotation(source)
        return ("noises", b.NoiseItem(self.span(tree), self.build(within), None, None, note))

    def measure_interval(self, tree: T) -> Any:
        low, high, source = tree.children
        note = self.maybe_quotation(source)
        return ("noises", b.NoiseItem(self.span(tree), None, self.build(low), self.build(high), note))

    def other_people(self, tree: T) -> Any:
        note = self.maybe_quotation(tree.children[0])
        return ("other_people", b.Word(self.span(tree), note.text if note else ""))

    def definition(self, tree: T) -> Any:
        name, *homes, meaning = tree.children
        return self.build(name), self.build(homes[0]).homes if homes else (), self.build(meaning)

    def group(self, tree: T) -> Any:
        return self.all(tree.children)

    def meaning(self, tree: T) -> b.Meaning:
        value, fallback = tree.children
        return self._meaning(self.span(tree), value, fallback)

    def _meaning(self, span: Span, value: Any, fallback: Any) -> b.Meaning:
        if fallback is None:
            return b.Meaning(span, self.build(value))
        otherwise, *none_of = self.all(fallback.children)
        whole = span.to(self.span(fallback))
        return b.Meaning(whole, self.build(value), otherwise, none_of[0] if none_of else None, not none_of)

    def tariff_header(self, tree: T) -> Any:
        name, *keys, band = tree.children
        word = b.Word(self.span(band), said(band)) if band is not None else None
        return self.build(name), self.all(keys), word

    def tariff_key(self, tree: T) -> b.TariffKey:
        name, of = tree.children
        return b.TariffKey(self.span(tree), self.build(name), self.build(of))

    def own_period_key(self, tree: T) -> b.TariffKey:
        step, span = said(tree.children[0]), self.span(tree)
        return b.TariffKey(span, Name(span, ((step, span),)), None, step)

    def _bound(self, tree: T) -> b.Bound:
        return b.Bound(self.span(tree), _BOUNDS[str(tree.data)], self.build(tree.children[0]))

    band_below = band_up_to = band_from = band_more_than = band_first = band_beyond = band_at = band_above = _bound

    def table_header(self, tree: T) -> Any:
        name, step = tree.children
        return self.build(name), said(step)

    def table_file(self, tree: T) -> Any:
        file, *columns = tree.children
        return ("files", b.TableFile(self.span(tree), self.quotation(file), self.all(columns)))

    def table_source(self, tree: T) -> Any:
        return ("sources", self.quotation(tree.children[0]))

    def until_published(self, tree: T) -> Any:
        return ("until", b.Word(self.span(tree), "until published"))

    def for_each(self, tree: T) -> b.ForEach:
        return b.ForEach(self.span(tree), self.all(tree.children))

    def home(self, tree: T) -> b.Home:
        return b.Home(self.span(tree), self.build(tree.children[0]))

    def period_home(self, tree: T) -> b.Home:
        return b.Home(self.span(tree), None, said(tree.children[0]))

    def term_home(self, tree: T) -> b.Home:
        return b.Home(self.span(tree), None, said(tree.children[0]), "term")

    def run_off_home(self, tree: T) -> b.Home:
        return b.Home(self.span(tree), None, said(tree.children[0]), "run-off")
