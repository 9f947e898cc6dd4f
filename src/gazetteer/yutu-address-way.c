/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The cheapest way through the pieces of a line (Viterbi 1967). The state is the last element read, noise left out.
 *
 * A step costs by how unusual the order of the two elements is, on one of the levels below, in tenths of what an
 * unexplained character of a name costs. Finer costs were first sought by hand and by descent on the training part of the
 * labelled addresses, then brought to these levels; on that part both read as well. The costs of the pieces
 * (yutu-address-lattice.c, yutu-address-forms.c) were sought on it too and are not rounded. The part that figures are
 * reported of was used for neither. */

#include "gazetteer/yutu-address-lattice-private.h"

enum
{
  FREE = 0,     /* the order of the elements (GB/T 23705), or what stands in no order */
  MET = 2,      /* many write it so: it decides between ways that are else alike */
  SELDOM = 5,   /* some do: half a character, so a whole name is not given up for it */
  ODD = 10,     /* as one unexplained character: a name that is longer by one is as likely */
  STRANGE = 15, /* as one and a half: hardly, unless the words are known */
  WRONG = 24,   /* as a character that is left out: it is no less likely to be none of the address */
  NEVER = 40,   /* more than to leave one out and read on: only where every other way is barred */
};

#define COST_OF_HEADLESS STRANGE            /* 有限公司 behind the site or road whose name it ends */
#define COST_OF_BARE     ODD                /* a number without its measure word that stands behind no road */
#define COST_OF_DOUBT    STRANGE            /* a division behind a township, by its form or of another county */
#define START            YUTU_ADDRESS_NOISE /* nothing but noise so far */

typedef struct
{
  YutuAddressLabel from;
  YutuAddressLabel to;
  int              cost;
} Step;

/* Steps that cost otherwise than the order of the elements says. */
static const Step steps[] = {
  /* a division twice, as forms and their writers both put it */
  { YUTU_ADDRESS_PROVINCE, YUTU_ADDRESS_PROVINCE, STRANGE },
  { YUTU_ADDRESS_CITY, YUTU_ADDRESS_CITY, STRANGE },
  { YUTU_ADDRESS_COUNTY, YUTU_ADDRESS_COUNTY, STRANGE },
  { YUTU_ADDRESS_TOWNSHIP, YUTU_ADDRESS_TOWNSHIP, STRANGE },
  { YUTU_ADDRESS_ZONE, YUTU_ADDRESS_ZONE, STRANGE },
  { YUTU_ADDRESS_VILLAGE, YUTU_ADDRESS_VILLAGE, STRANGE },
  { YUTU_ADDRESS_NATURAL_VILLAGE, YUTU_ADDRESS_NATURAL_VILLAGE, STRANGE },
  /* the whole address behind a part of it: 婺城区浙江省金华市 */
  { YUTU_ADDRESS_CITY, YUTU_ADDRESS_PROVINCE, STRANGE },
  { YUTU_ADDRESS_COUNTY, YUTU_ADDRESS_PROVINCE, STRANGE },
  { YUTU_ADDRESS_COUNTY, YUTU_ADDRESS_CITY, WRONG },
  { YUTU_ADDRESS_TOWNSHIP, YUTU_ADDRESS_COUNTY, WRONG },
  { YUTU_ADDRESS_ZONE, YUTU_ADDRESS_COUNTY, STRANGE },
  /* a zone holds villages, lies in a township, or is named behind its village */
  { YUTU_ADDRESS_TOWNSHIP, YUTU_ADDRESS_ZONE, SELDOM },
  { YUTU_ADDRESS_VILLAGE, YUTU_ADDRESS_ZONE, SELDOM },
  { YUTU_ADDRESS_ROAD, YUTU_ADDRESS_ZONE, ODD },
  /* two roads that cross; a village behind the road that runs through it */
  { YUTU_ADDRESS_ROAD, YUTU_ADDRESS_ROAD, ODD },
  { YUTU_ADDRESS_ROAD, YUTU_ADDRESS_VILLAGE, ODD },
  { YUTU_ADDRESS_LANE, YUTU_ADDRESS_LANE, ODD },
  { YUTU_ADDRESS_LANE, YUTU_ADDRESS_ROAD, STRANGE },
  /* a second number of a kind, or what a number is of behind it */
  { YUTU_ADDRESS_DOOR, YUTU_ADDRESS_DOOR, STRANGE },
  { YUTU_ADDRESS_DOOR, YUTU_ADDRESS_LANE, ODD },
  { YUTU_ADDRESS_DOOR, YUTU_ADDRESS_ROAD, STRANGE },
  { YUTU_ADDRESS_DOOR, YUTU_ADDRESS_VILLAGE, WRONG },
  { YUTU_ADDRESS_BUILDING, YUTU_ADDRESS_BUILDING, ODD },
  { YUTU_ADDRESS_BUILDING, YUTU_ADDRESS_DOOR, WRONG },
  { YUTU_ADDRESS_UNIT, YUTU_ADDRESS_BUILDING, ODD },
  { YUTU_ADDRESS_FLOOR, YUTU_ADDRESS_UNIT, ODD },
  /* the streets of a market, on its floors and in its parts: 8楼135街40822 */
  { YUTU_ADDRESS_FLOOR, YUTU_ADDRESS_LANE, SELDOM },
  { YUTU_ADDRESS_AREA, YUTU_ADDRESS_LANE, SELDOM },
  { YUTU_ADDRESS_ROOM, YUTU_ADDRESS_FLOOR, STRANGE },
  { YUTU_ADDRESS_ROOM, YUTU_ADDRESS_ROOM, STRANGE },
  { YUTU_ADDRESS_ROOM, YUTU_ADDRESS_UNIT, STRANGE },
  /* a part of an estate stands behind its name, seldom behind a number: 3幢东区 */
  { YUTU_ADDRESS_AREA, YUTU_ADDRESS_AREA, ODD },
  { YUTU_ADDRESS_AREA, YUTU_ADDRESS_DOOR, FREE },
  { YUTU_ADDRESS_AREA, YUTU_ADDRESS_PLOT, MET },
  { YUTU_ADDRESS_AREA, YUTU_ADDRESS_ROAD, ODD },
  { YUTU_ADDRESS_ROAD, YUTU_ADDRESS_AREA, ODD },
  { YUTU_ADDRESS_DOOR, YUTU_ADDRESS_AREA, SELDOM },
  { YUTU_ADDRESS_BUILDING, YUTU_ADDRESS_AREA, ODD },
  { YUTU_ADDRESS_UNIT, YUTU_ADDRESS_AREA, ODD },
  { YUTU_ADDRESS_FLOOR, YUTU_ADDRESS_AREA, ODD },
  { YUTU_ADDRESS_ROOM, YUTU_ADDRESS_AREA, STRANGE },
  /* behind 对面, 东侧 the address goes on: a door, seldom its parts */
  { YUTU_ADDRESS_RELATION, YUTU_ADDRESS_RELATION, SELDOM },
  { YUTU_ADDRESS_RELATION, YUTU_ADDRESS_ROAD, SELDOM },
  { YUTU_ADDRESS_RELATION, YUTU_ADDRESS_DOOR, SELDOM },
  { YUTU_ADDRESS_RELATION, YUTU_ADDRESS_PLOT, MET },
  { YUTU_ADDRESS_RELATION, YUTU_ADDRESS_AREA, ODD },
  { YUTU_ADDRESS_RELATION, YUTU_ADDRESS_BUILDING, ODD },
  { YUTU_ADDRESS_RELATION, YUTU_ADDRESS_FLOOR, ODD },
  { YUTU_ADDRESS_RELATION, YUTU_ADDRESS_ROOM, ODD },
  /* 鹿村三组鹿田2号: the group is the village's, the number the settlement's */
  { YUTU_ADDRESS_GROUP, YUTU_ADDRESS_NATURAL_VILLAGE, SELDOM },
  /* houses of a village have numbers, few have buildings */
  { YUTU_ADDRESS_VILLAGE, YUTU_ADDRESS_DOOR, MET },
  { YUTU_ADDRESS_VILLAGE, YUTU_ADDRESS_BUILDING, SELDOM },
  { YUTU_ADDRESS_NATURAL_VILLAGE, YUTU_ADDRESS_BUILDING, SELDOM },
  /* a line begins with a division or a name */
  { START, YUTU_ADDRESS_DOOR, STRANGE },
  { START, YUTU_ADDRESS_ROAD, SELDOM },
  /* 邮政所八一南街: a road behind what lies on it */
  { YUTU_ADDRESS_POI, YUTU_ADDRESS_ROAD, ODD },
};

static gboolean
is_site (YutuAddressLabel label)
{
  return label == YUTU_ADDRESS_ESTATE || label == YUTU_ADDRESS_POI;
}

/* A name stands behind a division, a road or a door; one behind another is a firm in a house, as is one behind the number of
 * a building or a floor; what lies behind the number of a flat says little of where. */
static int
cost_to_site (YutuAddressLabel from)
{
  switch ((int)from)
    {
    case YUTU_ADDRESS_ESTATE:
    case YUTU_ADDRESS_POI:
      return MET;
    case YUTU_ADDRESS_AREA:
    case YUTU_ADDRESS_BUILDING:
    case YUTU_ADDRESS_FLOOR:
      return SELDOM;
    case YUTU_ADDRESS_RELATION:
      return MET;
    case YUTU_ADDRESS_UNIT:
    case YUTU_ADDRESS_ROOM:
      return ODD;
    default:
      return FREE;
    }
}

/* Behind a name its parts follow, or its road; a division that follows is one of a new beginning. */
static int
cost_from_site (YutuAddressLabel to)
{
  switch ((int)to)
    {
    case YUTU_ADDRESS_ROAD:
      return FREE;
    case YUTU_ADDRESS_DOOR:
    case YUTU_ADDRESS_PLOT:
      return SELDOM;
    case YUTU_ADDRESS_VILLAGE:
      return WRONG;
    case YUTU_ADDRESS_LANE:
      return ODD;
    default:
      return to <= YUTU_ADDRESS_COUNTY ? WRONG : to < YUTU_ADDRESS_ESTATE ? NEVER
                                                                          : FREE;
    }
}

/* A number behind what it does not belong to. */
static int
cost_of_stray (YutuAddressLabel from,
               YutuAddressLabel to)
{
  switch ((int)to)
    {
    case YUTU_ADDRESS_DOOR:
      return from < YUTU_ADDRESS_VILLAGE ? ODD : FREE;
    case YUTU_ADDRESS_LANE:
      return from == YUTU_ADDRESS_ROAD ? FREE : ODD;
    case YUTU_ADDRESS_GROUP:
      return from == YUTU_ADDRESS_VILLAGE || from == YUTU_ADDRESS_NATURAL_VILLAGE ? FREE : ODD;
    case YUTU_ADDRESS_AREA:
      return ODD;
    case YUTU_ADDRESS_RELATION:
      return from <= YUTU_ADDRESS_TOWNSHIP ? ODD : FREE;
    case YUTU_ADDRESS_BUILDING:
      return from < YUTU_ADDRESS_VILLAGE || from == YUTU_ADDRESS_ROAD ? ODD : FREE;
    case YUTU_ADDRESS_UNIT:
      return from == YUTU_ADDRESS_BUILDING ? FREE : ODD;
    case YUTU_ADDRESS_FLOOR:
      return from < YUTU_ADDRESS_VILLAGE ? ODD : MET;
    case YUTU_ADDRESS_ROOM:
      return from < YUTU_ADDRESS_ROAD ? STRANGE : from < YUTU_ADDRESS_DOOR ? ODD
                                                                           : FREE;
    default:
      return FREE;
    }
}

/* Noise may stand anywhere; a person behind a door. */
static int
order_cost (YutuAddressLabel from,
            YutuAddressLabel to)
{
  if (to == YUTU_ADDRESS_PERSON)
    return from == START ? STRANGE : from < YUTU_ADDRESS_DOOR ? NEVER
                                                              : FREE;
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].from == from && steps[i].to == to)
      return steps[i].cost;
  if (from == YUTU_ADDRESS_COUNTRY && to > YUTU_ADDRESS_COUNTY)
    return STRANGE; /* 中国轻纺城 */
  if (is_site (to))
    return from == START ? SELDOM : cost_to_site (from);
  if (is_site (from))
    return cost_from_site (to);
  if (from == START)
    return to > YUTU_ADDRESS_POI ? STRANGE : FREE;
  if (to <= from)
    return to <= YUTU_ADDRESS_COUNTY ? WRONG : NEVER;
  return cost_of_stray (from, to);
}

typedef struct
{
  int costs[YUTU_ADDRESS_N_LABELS][YUTU_ADDRESS_N_LABELS];
  int most; /* that a step costs, whatever the piece */
} StepCosts;

static const StepCosts *
get_step_costs (void)
{
  static gsize     once = 0;
  static StepCosts steps_of;

  if (g_once_init_enter (&once))
    {
      for (int from = 0; from < YUTU_ADDRESS_N_LABELS; from++)
        for (int to = 0; to < YUTU_ADDRESS_N_LABELS; to++)
          {
            int cost = to == YUTU_ADDRESS_NOISE ? FREE : order_cost ((YutuAddressLabel)from, (YutuAddressLabel)to);

            steps_of.costs[from][to] = cost;
            steps_of.most = MAX (steps_of.most, cost);
          }
      steps_of.most += COST_OF_BARE + COST_OF_HEADLESS + COST_OF_DOUBT;
      g_once_init_leave (&once, 1);
    }
  return &steps_of;
}

/* 石桥头 behind 汤溪镇 is a village, though somewhere else a township is called so; 农发区 is no county. */
static gboolean
is_doubtful_division (const YutuLatticePiece *piece,
                      guint32                 from)
{
  if (from < YUTU_ADDRESS_TOWNSHIP || from == START)
    return FALSE;
  return (piece->label == YUTU_ADDRESS_TOWNSHIP && piece->word != NULL && piece->word->weight == YUTU_WORD_SHORT_ELSEWHERE) ||
         (piece->label == YUTU_ADDRESS_COUNTY && piece->word == NULL);
}

typedef struct
{
  int     cost;
  guint32 piece;
  guint32 state; /* the label before */
} Cell;

/* Steps over all the pieces that begin at @start from one state. 雅干23 is the door of a settlement, as of a road. */
static void
step_from (const YutuLattice *self,
           gsize              start,
           guint32            from,
           const StepCosts   *steps_of,
           Cell (*cells)[YUTU_ADDRESS_N_LABELS])
{
  const int *costs = steps_of->costs[from];
  int        here = cells[start][from].cost;
  int        of_bare = from == YUTU_ADDRESS_ROAD || from == YUTU_ADDRESS_LANE ? FREE : from == YUTU_ADDRESS_NATURAL_VILLAGE ? SELDOM
                                                                                                                            : COST_OF_BARE;
  int        of_headless = is_site ((YutuAddressLabel)from) || from == YUTU_ADDRESS_ROAD ? COST_OF_HEADLESS : FREE;

  for (gsize k = self->firsts[start]; k < self->firsts[start + 1]; k++)
    {
      const YutuLatticePiece *piece = &self->pieces[k];
      Cell                   *cell = &cells[piece->end][piece->label >= YUTU_ADDRESS_NOISE ? from : piece->label]; /* the silent ones */
      int                     cost = here + piece->cost + costs[piece->label];

      if (piece->is_bare)
        cost += of_bare;
      if (piece->is_headless)
        cost += of_headless;
      if (cost < cell->cost && is_doubtful_division (piece, from))
        cost += COST_OF_DOUBT;
      if (cost < cell->cost)
        *cell = (Cell){ cost, (guint32)k, from };
    }
}

/* The states of one place that may win: one that costs more than the best by more than any step can never again be
 * part of the cheapest way, as the best takes the same pieces from there. Returns how many. */
static gsize
list_states (const Cell *cells,
             int         most,
             guint32    *states)
{
  int   best = YUTU_NO_COST;
  gsize n = 0;

  for (guint32 k = 0; k < YUTU_ADDRESS_N_LABELS; k++)
    best = MIN (best, cells[k].cost);
  for (guint32 k = 0; best != YUTU_NO_COST && k < YUTU_ADDRESS_N_LABELS; k++)
    if (cells[k].cost <= best + most)
      states[n++] = k;
  return n;
}

gsize
yutu_lattice_solve (const YutuLattice *self,
                    const YutuLine    *line,
                    guint32           *path)
{
  static Cell      none = { YUTU_NO_COST, 0, 0 };
  const StepCosts *steps_of = get_step_costs ();
  Cell             cells[YUTU_LINE_MAX + 1][YUTU_ADDRESS_N_LABELS];
  guint32          states[YUTU_ADDRESS_N_LABELS];
  gsize            n = 0, at = line->n;
  guint32          state = START;

  for (gsize i = 0; i <= line->n; i++)
    for (gsize k = 0; k < YUTU_ADDRESS_N_LABELS; k++)
      cells[i][k] = none;
  cells[0][START].cost = 0;
  for (gsize i = 0; i < line->n; i++)
    {
      gsize n_states = list_states (cells[i], steps_of->most, states);

      for (gsize k = 0; k < n_states; k++)
        step_from (self, i, states[k], steps_of, cells);
    }
  for (guint32 k = 0; k < YUTU_ADDRESS_N_LABELS; k++)
    if (cells[at][k].cost < cells[at][state].cost)
      state = k;
  while (at > 0)
    {
      const Cell *cell = &cells[at][state];

      path[n++] = cell->piece;
      at = self->pieces[cell->piece].start;
      state = cell->state;
    }
  for (gsize i = 0; i < n / 2; i++)
    {
      guint32 piece = path[i];

      path[i] = path[n - 1 - i];
      path[n - 1 - i] = piece;
    }
  return n;
}
