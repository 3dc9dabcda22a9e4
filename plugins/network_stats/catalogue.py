"""The catalogue: every statistic that figures, numbers in the prose and `invoke stats` know.

What a statistic is called, and what it is, is in `words/catalogue.py`, in each language; here are
its key, its symbol, its formula, its conventions, its cost and its source.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, NamedTuple

from .formula import formula_text
from .measures import compute
from .messages import Words

__all__ = [
    "SECTIONS",
    "STATISTICS",
    "Statistic",
    "compute",
    "describe",
    "find_statistics",
    "names",
]


class Rules(NamedTuple):
    """What a statistic does with a network that is more than simple and in one part.

    Each is the end of a key of words that starts with "convention." and its name: of the
    direction of arcs, of the weights of links, of a network in several parts. Loops and repeated
    links are always dropped before, and counted.
    """

    direction: str
    weights: str
    apart: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Statistic:
    """What is known of a statistic, whatever the language."""

    key: str
    section: str
    symbol: str
    formula: str
    """As `formula.py` reads it; "" for none."""
    rules: Rules
    cost: str
    """How the time grows with n nodes and m edges, as a formula."""
    source: str
    also: tuple[str, ...] = ()
    """Other ways to write its symbol, on a keyboard."""
    unit: str = ""
    """What it counts, as the end of a key of words that starts with "unit."."""
    digits: int = 2
    percent: bool = False
    measured: bool = True
    """False for what is no single number of a network: a curve, or a statistic of a table."""

    def write(self, value: float, words: Words) -> str:
        """Return a value of it as figures write it."""
        if not isfinite(value):
            return words("undefined")
        if self.percent:
            return words.percent(value, self.digits)
        return words.number(value, self.digits)


SECTIONS = (
    "size",
    "degrees",
    "ties",
    "triangles",
    "distances",
    "positions",
    "structure",
    "spread",
    "tables",
)
"""The sections of the catalogue, in their order."""

_ALBERT = (
    "R. Albert, H. Jeong & A.-L. Barabási, Nature 406, 378–382, 2000; "
    "C. M. Schneider et al., PNAS 108, 3838–3841, 2011"
)
_BATTISTON = "F. Battiston, V. Nicosia & V. Latora, Physical Review E 89, 032804, 2014"
_BRANDES = "U. Brandes, Journal of Mathematical Sociology 25, 163–177, 2001, from each target"
_BURT = "R. S. Burt, Structural Holes, 1992"
_GARLASCHELLI = "D. Garlaschelli & M. I. Loffredo, Physical Review Letters 93, 268701, 2004"
_GRANOVETTER = "M. S. Granovetter, American Journal of Sociology 78, 1360–1380, 1973"
_LEIDEN = (
    "M. E. J. Newman & M. Girvan, Physical Review E 69, 026113, 2004; "
    "V. A. Traag, L. Waltman & N. J. van Eck, Scientific Reports 9, 5233, 2019"
)
_LESKOVEC = "J. Leskovec, J. Kleinberg & C. Faloutsos, KDD, 177–187, 2005"
_TARJAN = "R. Tarjan, SIAM Journal on Computing 1, 146–160, 1972"
_WASSERMAN_FAUST = "S. Wasserman & K. Faust, Social Network Analysis, 1994"
_WATTS_STROGATZ = "D. J. Watts & S. H. Strogatz, Nature 393, 440–442, 1998"

_ALL = (
    Statistic(
        key="n",
        section="size",
        symbol="n",
        formula="",
        rules=Rules("none", "ignored", "whole"),
        cost="n",
        source=_WASSERMAN_FAUST,
        digits=0,
        unit="members",
    ),
    Statistic(
        key="m",
        section="size",
        symbol="m",
        formula="",
        rules=Rules("arcs", "ignored", "whole"),
        cost="m",
        source=_WASSERMAN_FAUST,
        digits=0,
        unit="links",
    ),
    Statistic(
        key="density",
        section="size",
        symbol="δ",
        also=("delta",),
        formula=r"\delta=\frac{2m}{n(n-1)}",
        rules=Rules("density", "ignored", "whole"),
        cost="1",
        source=_WASSERMAN_FAUST,
        digits=1,
        percent=True,
    ),
    Statistic(
        key="mean_degree",
        section="size",
        symbol="⟨k⟩",
        also=("k", "<k>"),
        formula=r"⟨k⟩=\frac{2m}{n}",
        rules=Rules("total", "ignored", "whole"),
        cost="1",
        source=_WASSERMAN_FAUST,
        unit="links",
    ),
    Statistic(
        key="max_degree",
        section="size",
        symbol="k_max",
        also=("kmax",),
        formula=r"k_{\op{max}}=\op{max}_i k_i",
        rules=Rules("total", "ignored", "whole"),
        cost="n",
        source=_WASSERMAN_FAUST,
        digits=0,
        unit="links",
    ),
    Statistic(
        key="mean_strength",
        section="size",
        symbol="⟨s⟩",
        also=("s", "<s>"),
        formula=r"⟨s⟩=\frac{1}{n}\sum_i \sum_j w_{ij}",
        rules=Rules("total", "needed", "whole"),
        cost="m",
        source="A. Barrat et al., PNAS 101, 3747–3752, 2004",
    ),
    Statistic(
        key="degree_distribution",
        section="degrees",
        symbol="P(K ≥ k)",
        formula=r"P(K≥k)=\frac{1}{n}∣⦃i∣k_i≥k⦄∣",
        rules=Rules("total", "ignored", "whole"),
        cost="n",
        source="M. E. J. Newman, Contemporary Physics 46, 323–351, 2005",
        measured=False,
    ),
    Statistic(
        key="gini_degree",
        section="degrees",
        symbol="G",
        formula=r"G=\frac{\sum_i (2i-n-1)k_i}{n\sum_i k_i}",
        rules=Rules("total", "ignored", "whole"),
        cost=r"n \op{log} n",
        source="C. Gini, Variabilità e mutabilità, 1912",
    ),
    Statistic(
        key="power_law",
        section="degrees",
        symbol="α",
        also=("alpha",),
        formula=r"P(k)=\frac{k^{-\alpha}}{\zeta(\alpha,k_{\op{min}})}",
        rules=Rules("total", "ignored", "whole"),
        cost="n",
        source="A. Clauset, C. R. Shalizi & M. E. J. Newman, SIAM Review 51, 661–703, 2009",
    ),
    Statistic(
        key="degree_ratio",
        section="degrees",
        symbol="κ",
        also=("kappa",),
        formula=r"\kappa=\frac{⟨k^2⟩}{⟨k⟩}",
        rules=Rules("total", "ignored", "whole"),
        cost="n",
        source="S. L. Feld, American Journal of Sociology 96, 1464–1477, 1991",
        unit="links",
    ),
    Statistic(
        key="friendship_paradox",
        section="degrees",
        symbol="F",
        formula=r"F=\frac{1}{n}∣⦃i∣k_i<\bar{k}_{N(i)}⦄∣",
        rules=Rules("ignored", "ignored", "linked"),
        cost="m",
        source="S. L. Feld, American Journal of Sociology 96, 1464–1477, 1991",
        digits=0,
        percent=True,
    ),
    Statistic(
        key="strength_exponent",
        section="degrees",
        symbol="β",
        also=("beta",),
        formula=r"s(k)∝k^\beta",
        rules=Rules("ignored", "needed", "linked"),
        cost="m",
        source="A. Barrat et al., PNAS 101, 3747–3752, 2004",
    ),
    Statistic(
        key="rich_club",
        section="degrees",
        symbol="φ(k)",
        also=("phi",),
        formula=r"\phi(k)=\frac{2m_{>k}}{n_{>k}(n_{>k}-1)}",
        rules=Rules("ignored", "ignored", "whole"),
        cost="m",
        source="V. Colizza et al., Nature Physics 2, 110–115, 2006",
        measured=False,
    ),
    Statistic(
        key="reciprocity",
        section="ties",
        symbol="r",
        formula=r"r=\frac{m_{↔}}{m}",
        rules=Rules("needed", "ignored", "whole"),
        cost="m",
        source=_GARLASCHELLI,
        percent=True,
        digits=1,
    ),
    Statistic(
        key="reciprocity_excess",
        section="ties",
        symbol="ρ",
        also=("rho",),
        formula=r"\rho=\frac{r-\delta}{1-\delta}",
        rules=Rules("needed", "ignored", "whole"),
        cost="m",
        source=_GARLASCHELLI,
    ),
    Statistic(
        key="assortativity",
        section="ties",
        symbol="r",
        formula=(
            r"r=\frac{\sum_{ij}(A_{ij}-\frac{k_i k_j}{2m})k_i k_j}"
            r"{\sum_{ij}(k_i\delta_{ij}-\frac{k_i k_j}{2m})k_i k_j}"
        ),
        rules=Rules("ends", "ignored", "whole"),
        cost="m",
        source="M. E. J. Newman, Physical Review Letters 89, 208701, 2002",
    ),
    Statistic(
        key="nominal_assortativity",
        section="ties",
        symbol="r",
        formula=r"r=\frac{\sum_i e_{ii}-\sum_i a_i b_i}{1-\sum_i a_i b_i}",
        rules=Rules("ends", "ignored", "whole"),
        cost="m",
        source="M. E. J. Newman, Physical Review E 67, 026126, 2003",
        measured=False,
    ),
    Statistic(
        key="e_i_index",
        section="ties",
        symbol="E–I",
        also=("E-I",),
        formula=r"\frac{m_e-m_i}{m_e+m_i}",
        rules=Rules("arcs", "ignored", "whole"),
        cost="m",
        source="D. Krackhardt & R. N. Stern, Social Psychology Quarterly 51, 123–140, 1988",
        measured=False,
    ),
    Statistic(
        key="bridges",
        section="ties",
        symbol="b",
        formula="",
        rules=Rules("ignored", "ignored", "whole"),
        cost="m",
        source=_GRANOVETTER,
        digits=0,
        unit="links",
    ),
    Statistic(
        key="local_bridges",
        section="ties",
        symbol="b_l",
        formula="",
        rules=Rules("ignored", "ignored", "whole"),
        cost=r"\sum_i k_i^2",
        source=_GRANOVETTER,
        digits=0,
        unit="links",
    ),
    Statistic(
        key="tie_overlap",
        section="ties",
        symbol="O",
        formula=r"O_{ij}=\frac{n_{ij}}{(k_i-1)+(k_j-1)-n_{ij}}",
        rules=Rules("ignored", "ignored", "linked"),
        cost=r"\sum_i k_i^2",
        source="J.-P. Onnela et al., PNAS 104, 7332–7336, 2007",
    ),
    Statistic(
        key="transitivity",
        section="triangles",
        symbol="T",
        formula=r"T=\frac{3\times\text{triangles}}{\text{triads}}",
        rules=Rules("ignored", "ignored", "whole"),
        cost="m^{3/2}",
        source="M. E. J. Newman, D. J. Watts & S. H. Strogatz, PNAS 99, 2566–2572, 2002",
    ),
    Statistic(
        key="average_clustering",
        section="triangles",
        symbol="C̄",
        also=("C",),
        formula=r"\bar{C}=\frac{1}{n}\sum_i \frac{2t_i}{k_i(k_i-1)}",
        rules=Rules("triangles", "ignored", "whole"),
        cost="m^{3/2}",
        source=_WATTS_STROGATZ,
    ),
    Statistic(
        key="triad_census",
        section="triangles",
        symbol="",
        formula="",
        rules=Rules("needed", "ignored", "whole"),
        cost=r"m k_{\op{max}}",
        source="V. Batagelj & A. Mrvar, Social Networks 23, 237–243, 2001",
        measured=False,
    ),
    Statistic(
        key="brokerage",
        section="triangles",
        symbol="",
        formula="",
        rules=Rules("followed", "ignored", "whole"),
        cost=r"\sum_i k_i^2",
        source="R. V. Gould & R. M. Fernandez, Sociological Methodology 19, 89–126, 1989",
        measured=False,
    ),
    Statistic(
        key="mean_distance",
        section="distances",
        symbol="L",
        also=("l",),
        formula=r"L=\frac{1}{N}\sum_{u\ne v}d(u,v)",
        rules=Rules("followed", "ignored", "joined"),
        cost="n m",
        source=_WATTS_STROGATZ,
        unit="links",
    ),
    Statistic(
        key="reachable",
        section="distances",
        symbol="N / n(n − 1)",
        formula="",
        rules=Rules("followed", "ignored", "whole"),
        cost="n m",
        source="V. Latora & M. Marchiori, Physical Review Letters 87, 198701, 2001",
        digits=1,
        percent=True,
    ),
    Statistic(
        key="efficiency",
        section="distances",
        symbol="E",
        formula=r"E=\frac{1}{n(n-1)}\sum_{u\ne v}\frac{1}{d(u,v)}",
        rules=Rules("followed", "ignored", "zero"),
        cost="n m",
        source="V. Latora & M. Marchiori, Physical Review Letters 87, 198701, 2001",
    ),
    Statistic(
        key="diameter",
        section="distances",
        symbol="D",
        formula=r"D=\op{max}_{u,v}d(u,v)",
        rules=Rules("followed", "ignored", "joined"),
        cost="n m",
        source="P. Crescenzi et al., Theoretical Computer Science 514, 84–95, 2013",
        digits=0,
        unit="links",
    ),
    Statistic(
        key="radius",
        section="distances",
        symbol="rad",
        formula=r"\op{rad}=\op{min}_u \op{max}_v d(u,v)",
        rules=Rules("followed", "ignored", "giant"),
        cost="n m",
        source="P. Crescenzi et al., Theoretical Computer Science 514, 84–95, 2013",
        digits=0,
        unit="links",
    ),
    Statistic(
        key="effective_diameter",
        section="distances",
        symbol="d₉₀",
        also=("d90",),
        formula="P(d≤d_{90})=\frac{9}{10}",
        rules=Rules("followed", "ignored", "joined"),
        cost="n m",
        source=_LESKOVEC,
        unit="links",
    ),
    Statistic(
        key="spid",
        section="distances",
        symbol="spid",
        formula=r"\op{spid}=\frac{\op{var}(d)}{L}",
        rules=Rules("followed", "ignored", "joined"),
        cost="n m",
        source="P. Boldi, M. Rosa & S. Vigna, WWW, 625–634, 2011",
    ),
    Statistic(
        key="small_world_sigma",
        section="distances",
        symbol="σ",
        also=("sigma",),
        formula=r"\sigma=\frac{C/C_r}{L/L_r}",
        rules=Rules("ignored", "ignored", "giant"),
        cost="n m",
        source="M. D. Humphries & K. Gurney, PLoS ONE 3, e2051, 2008",
    ),
    Statistic(
        key="small_world_omega",
        section="distances",
        symbol="ω",
        also=("omega",),
        formula=r"\omega=\frac{L_r}{L}-\frac{C}{C_l}",
        rules=Rules("ignored", "ignored", "giant"),
        cost="n m",
        source="Q. K. Telesford et al., Brain Connectivity 1, 367–375, 2011",
    ),
    Statistic(
        key="betweenness_max",
        section="positions",
        symbol="b_max",
        formula=r"b(v)=\frac{2}{(n-1)(n-2)}\sum_{s\ne v\ne t}\frac{\sigma_{st}(v)}{\sigma_{st}}",
        rules=Rules("followed", "lengths", "joined"),
        cost="n m",
        source=(
            "L. C. Freeman, Sociometry 40, 35–41, 1977; U. Brandes, Journal of Mathematical "
            "Sociology 25, 163–177, 2001"
        ),
        digits=1,
        percent=True,
    ),
    Statistic(
        key="closeness_max",
        section="positions",
        symbol="C_C",
        formula=r"C_C(v)=\frac{r_v-1}{n-1}·\frac{r_v-1}{\sum_u d(v,u)}",
        rules=Rules("towards", "ignored", "zero"),
        cost="n m",
        source=_WASSERMAN_FAUST,
    ),
    Statistic(
        key="harmonic_max",
        section="positions",
        symbol="H",
        formula=r"H(v)=\frac{1}{n-1}\sum_{u\ne v}\frac{1}{d(v,u)}",
        rules=Rules("towards", "ignored", "zero"),
        cost="n m",
        source="P. Boldi & S. Vigna, Internet Mathematics 10, 222–262, 2014",
    ),
    Statistic(
        key="pagerank_max",
        section="positions",
        symbol="π",
        also=("pi",),
        formula=r"\pi_v=\frac{1-c}{n}+c\sum_{u\to v}\frac{\pi_u}{k_u}",
        rules=Rules("followed", "asked", "whole"),
        cost="m",
        source="S. Brin & L. Page, Computer Networks 30, 107–117, 1998",
        digits=1,
        percent=True,
    ),
    Statistic(
        key="eigenvector",
        section="positions",
        symbol="x",
        formula=r"A x=\lambda_1 x",
        rules=Rules("followed", "asked", "giant"),
        cost="m",
        source="P. Bonacich, American Journal of Sociology 92, 1170–1182, 1987",
        measured=False,
    ),
    Statistic(
        key="constraint_mean",
        section="positions",
        symbol="c̄",
        formula=r"c_i=\sum_j (p_{ij}+\sum_q p_{iq}p_{qj})^2",
        rules=Rules("total", "asked", "linked"),
        cost=r"\sum_i k_i^2",
        source=_BURT,
    ),
    Statistic(
        key="effective_size_mean",
        section="positions",
        symbol="e",
        formula=r"e_i=k_i-\frac{2t_i}{k_i}",
        rules=Rules("ignored", "ignored", "linked"),
        cost=r"\sum_i k_i^2",
        source=_BURT,
        unit="links",
    ),
    Statistic(
        key="components",
        section="structure",
        symbol="c",
        formula="",
        rules=Rules("ignored", "ignored", "whole"),
        cost="m",
        source=_TARJAN,
        digits=0,
    ),
    Statistic(
        key="giant_size",
        section="structure",
        symbol="n_1",
        also=("n1",),
        formula="",
        rules=Rules("ignored", "ignored", "giant"),
        cost="m",
        source=_TARJAN,
        digits=0,
        unit="members",
    ),
    Statistic(
        key="giant_share",
        section="structure",
        symbol="S",
        formula=r"S=\frac{n_1}{n}",
        rules=Rules("ignored", "ignored", "giant"),
        cost="m",
        source=_TARJAN,
        digits=1,
        percent=True,
    ),
    Statistic(
        key="strong_components",
        section="structure",
        symbol="c_s",
        formula="",
        rules=Rules("needed", "ignored", "whole"),
        cost="m",
        source=_TARJAN,
        digits=0,
    ),
    Statistic(
        key="strong_giant_share",
        section="structure",
        symbol="S_s",
        formula="",
        rules=Rules("needed", "ignored", "giant"),
        cost="m",
        source=_TARJAN,
        digits=1,
        percent=True,
    ),
    Statistic(
        key="degeneracy",
        section="structure",
        symbol="k_core",
        also=("kcore",),
        formula="",
        rules=Rules("ignored", "ignored", "whole"),
        cost="m",
        source=(
            "V. Batagelj & M. Zaveršnik, An O(m) Algorithm for Cores Decomposition of Networks, "
            "2003"
        ),
        digits=0,
    ),
    Statistic(
        key="modularity",
        section="structure",
        symbol="Q",
        formula=r"Q=\frac{1}{2m}\sum_{ij}(A_{ij}-\frac{k_i k_j}{2m})\delta(g_i,g_j)",
        rules=Rules("expected", "asked", "whole"),
        cost="m",
        source=_LEIDEN,
    ),
    Statistic(
        key="communities",
        section="structure",
        symbol="g",
        formula="",
        rules=Rules("expected", "asked", "whole"),
        cost="m",
        source=_LEIDEN,
        digits=0,
    ),
    Statistic(
        key="robustness_random",
        section="spread",
        symbol="R_r",
        formula=r"R=\frac{1}{n}\sum_{q=1}^{n}S(q)",
        rules=Rules("ignored", "ignored", "whole"),
        cost="m",
        source=_ALBERT,
    ),
    Statistic(
        key="robustness_degree",
        section="spread",
        symbol="R_k",
        formula=r"R=\frac{1}{n}\sum_{q=1}^{n}S(q)",
        rules=Rules("ignored", "ignored", "whole"),
        cost="m",
        source=_ALBERT,
    ),
    Statistic(
        key="funnel",
        section="spread",
        symbol="F₃",
        also=("F3",),
        formula=r"F_3(t)=\sum_{u\in T_3}\frac{1+\delta_t(u)}{n_t-1}",
        rules=Rules("followed", "ignored", "joined"),
        cost="n m",
        source=_BRANDES,
        digits=0,
        percent=True,
    ),
    Statistic(
        key="funnel_baseline",
        section="spread",
        symbol="3/k",
        formula=r"\frac{1}{n}\sum_t\op{min}(1,\frac{3}{k_t})",
        rules=Rules("followed", "ignored", "linked"),
        cost="n",
        source=_BRANDES,
        digits=0,
        percent=True,
    ),
    Statistic(
        key="epidemic_threshold",
        section="spread",
        symbol="τ_c",
        also=("tau",),
        formula=r"\tau_c=\frac{1}{\lambda_1(A)}",
        rules=Rules("followed", "asked", "whole"),
        cost="m",
        source=(
            "Y. Wang et al., SRDS, 25–34, 2003; R. Pastor-Satorras & A. Vespignani, Physical "
            "Review Letters 86, 3200–3203, 2001"
        ),
        digits=3,
    ),
    Statistic(
        key="navigability",
        section="spread",
        symbol="",
        formula="",
        rules=Rules("ignored", "ignored", "whole"),
        cost="n m",
        source=(
            "J. M. Kleinberg, Nature 406, 845, 2000; D. Liben-Nowell et al., PNAS 102, "
            "11623–11628, 2005"
        ),
        measured=False,
    ),
    Statistic(
        key="jaccard",
        section="tables",
        symbol="J",
        formula=r"J=\frac{∣A\cap B∣}{∣A\cup B∣}",
        rules=Rules("none", "ignored", "whole"),
        cost="m",
        source=_BATTISTON,
        digits=0,
        percent=True,
        measured=False,
    ),
    Statistic(
        key="ego_circles",
        section="tables",
        symbol="",
        formula="",
        rules=Rules("none", "used", "whole"),
        cost=r"n \op{log} n",
        source="W.-X. Zhou et al., Proceedings of the Royal Society B 272, 439–444, 2005",
        measured=False,
    ),
    Statistic(
        key="lorenz",
        section="tables",
        symbol="L(p)",
        formula=r"L(p)=\frac{\sum_{i≤pn}x_i}{\sum_i x_i}",
        rules=Rules("none", "used", "whole"),
        cost=r"n \op{log} n",
        source=(
            "M. O. Lorenz, Publications of the American Statistical Association 9, 209–219, 1905"
        ),
        measured=False,
    ),
    Statistic(
        key="top_share",
        section="tables",
        symbol="",
        formula="",
        rules=Rules("none", "used", "whole"),
        cost=r"n \op{log} n",
        source="J. Nielsen, The 90-9-1 Rule for Participation Inequality, 2006",
        percent=True,
        measured=False,
    ),
    Statistic(
        key="concentration",
        section="tables",
        symbol="HHI",
        formula=r"\op{HHI}=\sum_i p_i^2",
        rules=Rules("none", "used", "whole"),
        cost="n",
        source="A. O. Hirschman, American Economic Review 54, 761–762, 1964",
        measured=False,
    ),
    Statistic(
        key="wilson_interval",
        section="tables",
        symbol="",
        formula=r"\frac{1}{1+z^2/n}(p+\frac{z^2}{2n}±z\sqrt{\frac{p(1-p)}{n}+\frac{z^2}{4n^2}})",
        rules=Rules("none", "ignored", "whole"),
        cost="1",
        source="E. B. Wilson, Journal of the American Statistical Association 22, 209–212, 1927",
        percent=True,
        measured=False,
    ),
    Statistic(
        key="tie_survival",
        section="tables",
        symbol="S(t)",
        formula=r"S(t)=∏_{t_i≤t}(1-\frac{d_i}{n_i})",
        rules=Rules("none", "ignored", "whole"),
        cost=r"n \op{log} n",
        source=(
            "E. L. Kaplan & P. Meier, Journal of the American Statistical Association 53, "
            "457–481, 1958"
        ),
        measured=False,
    ),
    Statistic(
        key="value_laws",
        section="tables",
        symbol="V(n)",
        formula="",
        rules=Rules("none", "ignored", "whole"),
        cost="1",
        source=(
            "A. Odlyzko & B. Tilly, A refutation of Metcalfe’s Law, 2005; X.-Z. Zhang, J.-J. Liu "
            "& Z.-W. Xu, Journal of Computer Science and Technology 30, 246–251, 2015"
        ),
        measured=False,
    ),
)

STATISTICS: Mapping[str, Statistic] = {statistic.key: statistic for statistic in _ALL}
"""Each statistic by its key."""


def names() -> tuple[str, ...]:
    """Return every name that a statistic of a network can be asked for by, sorted."""
    return tuple(sorted({name for each in STATISTICS.values() for name in _names(each)}))


def _names(statistic: Statistic) -> tuple[str, ...]:
    return (statistic.key, statistic.symbol, *statistic.also) if statistic.measured else ()


def find_statistics(name: str) -> tuple[Statistic, ...]:
    """Return the statistics of a network that have this key or symbol: none, one or several."""
    if name in STATISTICS and STATISTICS[name].measured:
        return (STATISTICS[name],)
    return tuple(each for each in STATISTICS.values() if name and name in _names(each))


def describe(key: str, words: Words) -> dict[str, Any]:
    """Return what a statistic is, in a language, as JSON says it."""
    statistic = STATISTICS[key]
    formula = formula_text(statistic.formula) if statistic.formula else ""
    described = {
        "key": key,
        "symbol": statistic.symbol,
        "name": words(f"catalogue.{key}"),
        "definition": words(f"catalogue.{key}.is"),
        "formula": formula,
        "unit": words(f"unit.{statistic.unit}") if statistic.unit else "",
        **{
            name: words(f"convention.{name}.{rule}")
            for name, rule in zip(Rules._fields, statistic.rules, strict=True)
        },
        "source": statistic.source,
    }
    return {name: text for name, text in described.items() if text}
