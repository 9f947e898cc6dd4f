/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The cheapest way through the pieces of a line (Viterbi 1967). The state is the last element read, noise
 * left out; the costs of the steps, and those of the pieces, were fitted by hand and by descent on labelled
 * addresses that no figure is reported of. */

#include "gazetteer/yutu-address-lattice-private.h"

#define COST_OF_HEADLESS 14                 /* 有限公司 behind the site or road whose name it ends */
#define COST_OF_BARE     9                  /* a number without its measure word that stands behind no road */
#define COST_OF_DOUBT    14                 /* a division behind a township, by its form or of another county */
#define START            YUTU_ADDRESS_NOISE /* nothing but noise so far */

typedef struct
{
  YutuAddressLabel from;
  YutuAddressLabel to;
  int              cost;
} Step;

/* Steps that cost otherwise than the order of the elements says. */
static const Step steps[] = {
  { YUTU_ADDRESS_PROVINCE, YUTU_ADDRESS_PROVINCE, 14 },
  { YUTU_ADDRESS_CITY, YUTU_ADDRESS_CITY, 8 },
  { YUTU_ADDRESS_COUNTY, YUTU_ADDRESS_COUNTY, 14 },
  { YUTU_ADDRESS_CITY, YUTU_ADDRESS_PROVINCE, 16 },
  { YUTU_ADDRESS_COUNTY, YUTU_ADDRESS_PROVINCE, 18 },
  { YUTU_ADDRESS_COUNTY, YUTU_ADDRESS_CITY, 20 },
  { YUTU_ADDRESS_TOWNSHIP, YUTU_ADDRESS_COUNTY, 22 },
  { YUTU_ADDRESS_TOWNSHIP, YUTU_ADDRESS_TOWNSHIP, 12 },
  { YUTU_ADDRESS_TOWNSHIP, YUTU_ADDRESS_ZONE, 4 },
  { YUTU_ADDRESS_ZONE, YUTU_ADDRESS_ZONE, 14 },
  { YUTU_ADDRESS_ZONE, YUTU_ADDRESS_COUNTY, 14 },
  { YUTU_ADDRESS_VILLAGE, YUTU_ADDRESS_ZONE, 6 },
  { YUTU_ADDRESS_VILLAGE, YUTU_ADDRESS_VILLAGE, 12 },
  { YUTU_ADDRESS_NATURAL_VILLAGE, YUTU_ADDRESS_NATURAL_VILLAGE, 14 },
  { YUTU_ADDRESS_ROAD, YUTU_ADDRESS_ROAD, 8 },
  { YUTU_ADDRESS_ROAD, YUTU_ADDRESS_VILLAGE, 12 },
  { YUTU_ADDRESS_ROAD, YUTU_ADDRESS_ZONE, 12 },
  { YUTU_ADDRESS_ROAD, YUTU_ADDRESS_AREA, 12 },
  { YUTU_ADDRESS_LANE, YUTU_ADDRESS_LANE, 8 },
  { YUTU_ADDRESS_LANE, YUTU_ADDRESS_ROAD, 18 },
  { YUTU_ADDRESS_DOOR, YUTU_ADDRESS_DOOR, 16 },
  { YUTU_ADDRESS_DOOR, YUTU_ADDRESS_LANE, 12 },
  { YUTU_ADDRESS_DOOR, YUTU_ADDRESS_ROAD, 18 },
  { YUTU_ADDRESS_DOOR, YUTU_ADDRESS_VILLAGE, 20 },
  { YUTU_ADDRESS_DOOR, YUTU_ADDRESS_AREA, 6 },
  { YUTU_ADDRESS_AREA, YUTU_ADDRESS_AREA, 10 },
  { YUTU_ADDRESS_AREA, YUTU_ADDRESS_DOOR, 0 },
  { YUTU_ADDRESS_BUILDING, YUTU_ADDRESS_BUILDING, 12 },
  { YUTU_ADDRESS_BUILDING, YUTU_ADDRESS_DOOR, 24 },
  { YUTU_ADDRESS_BUILDING, YUTU_ADDRESS_AREA, 8 },
  { YUTU_ADDRESS_UNIT, YUTU_ADDRESS_AREA, 8 },
  { YUTU_ADDRESS_FLOOR, YUTU_ADDRESS_AREA, 8 },
  { YUTU_ADDRESS_ROOM, YUTU_ADDRESS_AREA, 14 },
  { YUTU_ADDRESS_UNIT, YUTU_ADDRESS_BUILDING, 10 },
  { YUTU_ADDRESS_FLOOR, YUTU_ADDRESS_UNIT, 8 },
  { YUTU_ADDRESS_ROOM, YUTU_ADDRESS_FLOOR, 14 },
  { YUTU_ADDRESS_ROOM, YUTU_ADDRESS_ROOM, 14 },
  { YUTU_ADDRESS_ROOM, YUTU_ADDRESS_UNIT, 16 },
  { YUTU_ADDRESS_RELATION, YUTU_ADDRESS_RELATION, 4 },
  { YUTU_ADDRESS_RELATION, YUTU_ADDRESS_ROAD, 6 },
  { YUTU_ADDRESS_RELATION, YUTU_ADDRESS_DOOR, 5 },
  { YUTU_ADDRESS_RELATION, YUTU_ADDRESS_PLOT, 2 },
  { YUTU_ADDRESS_AREA, YUTU_ADDRESS_PLOT, 2 },
  { YUTU_ADDRESS_RELATION, YUTU_ADDRESS_AREA, 12 },
  { YUTU_ADDRESS_RELATION, YUTU_ADDRESS_BUILDING, 8 },
  { YUTU_ADDRESS_RELATION, YUTU_ADDRESS_FLOOR, 10 },
  { YUTU_ADDRESS_RELATION, YUTU_ADDRESS_ROOM, 12 },
  { YUTU_ADDRESS_VILLAGE, YUTU_ADDRESS_DOOR, 2 },
  { YUTU_ADDRESS_VILLAGE, YUTU_ADDRESS_BUILDING, 6 },
  { START, YUTU_ADDRESS_DOOR, 16 },
  { START, YUTU_ADDRESS_ROAD, 6 },
  { YUTU_ADDRESS_POI, YUTU_ADDRESS_ROAD, 10 },
};

static gboolean
is_site (YutuAddressLabel label)
{
  return label == YUTU_ADDRESS_ESTATE || label == YUTU_ADDRESS_POI;
}

static int
cost_to_site (YutuAddressLabel from)
{
  switch ((int)from)
    {
    case YUTU_ADDRESS_ESTATE:
    case YUTU_ADDRESS_POI:
      return 3;
    case YUTU_ADDRESS_AREA:
    case YUTU_ADDRESS_BUILDING:
    case YUTU_ADDRESS_FLOOR:
      return 7;
    case YUTU_ADDRESS_RELATION:
      return 2;
    case YUTU_ADDRESS_UNIT:
    case YUTU_ADDRESS_ROOM:
      return 10;
    default:
      return 0;
    }
}

static int
cost_from_site (YutuAddressLabel to)
{
  switch ((int)to)
    {
    case YUTU_ADDRESS_ROAD:
      return 1;
    case YUTU_ADDRESS_DOOR:
    case YUTU_ADDRESS_PLOT:
      return 5;
    case YUTU_ADDRESS_VILLAGE:
      return 30;
    case YUTU_ADDRESS_LANE:
      return 12;
    default:
      return to <= YUTU_ADDRESS_COUNTY ? 24 : to < YUTU_ADDRESS_ESTATE ? 40
                                                                       : 0;
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
      return from < YUTU_ADDRESS_VILLAGE ? 12 : 0;
    case YUTU_ADDRESS_LANE:
      return from == YUTU_ADDRESS_ROAD ? 0 : 8;
    case YUTU_ADDRESS_GROUP:
      return from == YUTU_ADDRESS_VILLAGE || from == YUTU_ADDRESS_NATURAL_VILLAGE ? 0 : 8;
    case YUTU_ADDRESS_AREA:
      return 8;
    case YUTU_ADDRESS_RELATION:
      return from <= YUTU_ADDRESS_TOWNSHIP ? 10 : 0;
    case YUTU_ADDRESS_BUILDING:
      return from < YUTU_ADDRESS_VILLAGE ? 12 : from == YUTU_ADDRESS_ROAD ? 10
                                                                          : 0;
    case YUTU_ADDRESS_UNIT:
      return from == YUTU_ADDRESS_BUILDING ? 0 : 8;
    case YUTU_ADDRESS_FLOOR:
      return from < YUTU_ADDRESS_VILLAGE ? 10 : 2;
    case YUTU_ADDRESS_ROOM:
      return from < YUTU_ADDRESS_ROAD ? 16 : from < YUTU_ADDRESS_DOOR ? 10
                                                                      : 1;
    default:
      return 0;
    }
}

/* Noise may stand anywhere; a person behind a door. */
static int
order_cost (YutuAddressLabel from,
            YutuAddressLabel to)
{
  if (to == YUTU_ADDRESS_PERSON)
    return from == START ? 16 : from < YUTU_ADDRESS_DOOR ? 40
                                                         : 0;
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].from == from && steps[i].to == to)
      return steps[i].cost;
  if (from == YUTU_ADDRESS_COUNTRY && to > YUTU_ADDRESS_COUNTY)
    return 16; /* 中国轻纺城 */
  if (is_site (to))
    return from == START ? 4 : cost_to_site (from);
  if (is_site (from))
    return cost_from_site (to);
  if (from == START)
    return to > YUTU_ADDRESS_POI ? 14 : 0;
  if (to <= from)
    return to <= YUTU_ADDRESS_COUNTY ? 28 : 38;
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
            int cost = to == YUTU_ADDRESS_NOISE ? 0 : order_cost ((YutuAddressLabel)from, (YutuAddressLabel)to);

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

/* Steps over all the pieces that begin at @start from one state. */
static void
step_from (const YutuLattice *self,
           gsize              start,
           guint32            from,
           const StepCosts   *steps_of,
           Cell (*cells)[YUTU_ADDRESS_N_LABELS])
{
  const int *costs = steps_of->costs[from];
  int        here = cells[start][from].cost;
  int        of_bare = from != YUTU_ADDRESS_ROAD && from != YUTU_ADDRESS_LANE ? COST_OF_BARE : 0;
  int        of_headless = is_site ((YutuAddressLabel)from) || from == YUTU_ADDRESS_ROAD ? COST_OF_HEADLESS : 0;

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
