/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Crossings, which no row stands for: a line that names two roads finds where any road found by its first part
 * meets any found by its second. Only the form of the line says that two roads are meant, so that nothing else
 * that is typed is made to wait. */

#include "gazetteer/yutu-search-top-private.h"

#include <string.h>

#include "gazetteer/yutu-address-between.h"
#include "gazetteer/yutu-address-roads-private.h"
#include "gazetteer/yutu-normal.h"
#include "geo/yutu-measure.h"

#define MAX_DEPTH 8   /* of units over one another */
#define MAX_WAYS  8   /* to cut a line into two roads */
#define MAX_ROADS 300 /* of the rarer part: of more, those found best */
#define MAX_PAIRS 500 /* of roads near one another: of more, those found best, and of these the nearest */
#define REACH_M   20  /* around a road: more than lies between two that touch */
#define RANK      55  /* among roads */

/* ---- The form of a line ---- */

/* Two texts of roads, and the units (nullable) that were written before the first. */
typedef struct
{
  char *texts[2];
  GStrv said;
} Way;

typedef struct
{
  GPtrArray *ways;     /* Way: how the line may be cut */
  gboolean   is_sure;  /* a word says that two roads meet; else it may mean anything */
  gboolean   is_whole; /* nothing at all says so: two whole names in a row */
  int        azimuth;  /* where of the crossing, degrees from the north; -1: not said */
  double     offset_m;
} Form;

static void
way_free (gpointer data)
{
  Way *self = data;

  g_free (self->texts[0]);
  g_free (self->texts[1]);
  g_strfreev (self->said);
  g_free (self);
}

static void
form_clear (Form *self)
{
  g_clear_pointer (&self->ways, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Form, form_clear)

static gboolean
ends_as_road (const char *text)
{
  static const char *const words[] = { "路", "街", "道", "巷", "弄", "线" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_suffix (text, words[i]))
      return TRUE;
  return FALSE;
}

/* Metres before 米, in digits or in Han numerals, from the first that is one; 0 without. */
static double
read_metres (const char *text)
{
  const char *unit = strstr (text, "米");

  for (const char *p = text; unit != NULL && p < unit; p = g_utf8_next_char (p))
    {
      int numeral = 0;

      if (g_ascii_isdigit (*p))
        return g_ascii_strtod (p, NULL);
      numeral = yutu_normal_parse_numeral (p, (gsize)g_utf8_strlen (p, unit - p));
      if (numeral > 0)
        return numeral;
    }
  return 0;
}

/* 东南角, 往东约50米处: nothing but where of the crossing. TRUE of "". */
static gboolean
read_relation (const char *text,
               Form       *form)
{
  static const char words[] = "东南西北往向朝以的约大左右处侧角面边方部位旁附近米零〇一二两三四五六七八九十百千";

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_ascii_isdigit (*p) && *p != '.' && *p != ' ' && g_utf8_strchr (words, -1, g_utf8_get_char (p)) == NULL)
      return FALSE;
  form->azimuth = yutu_crossing_read_azimuth (text);
  form->offset_m = read_metres (text);
  return form->offset_m > 0 || strpbrk (text, "0123456789") == NULL;
}

/* What is written before the word for a crossing and where of it; NULL: there is no such word. The word lends what
 * it begins with to a road that has none: 永康路口. */
static char *
cut_word (const char *text,
          Form       *form)
{
  static const struct
  {
    const char *word;
    const char *lent;
  } words[] = {
    { "交叉路口", "" },
    { "十字路口", "" },
    { "丁字路口", "" },
    { "三岔路口", "" },
    { "交叉口", "" },
    { "交汇口", "" },
    { "交界口", "" },
    { "交汇处", "" },
    { "交会处", "" },
    { "交界处", "" },
    { "交叉处", "" },
    { "相交处", "" },
    { "交口", "" },
    { "路口", "路" },
    { "街口", "街" },
    { "巷口", "巷" },
    { "弄口", "弄" },
    { "交叉", "" },
    { "交汇", "" },
  };

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
      {
        g_autofree char *head = NULL;

        if (!g_str_has_prefix (p, words[i].word) || !read_relation (p + strlen (words[i].word), form))
          continue;
        head = g_strchomp (g_strndup (text, (gsize)(p - text)));
        return g_strconcat (head, ends_as_road (head) ? "" : words[i].lent, NULL);
      }
  return NULL;
}

/* What is written before where of the crossing, when a road stands there: 永康街东侧. */
static char *
cut_relation (const char *text,
              Form       *form)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *head = g_strchomp (g_strndup (text, (gsize)(p - text)));

      if (ends_as_road (head) && read_relation (p, form))
        return g_steal_pointer (&head);
    }
  read_relation ("", form);
  return g_strdup (text);
}

static void
add_way (Form       *self,
         const char *text,
         const char *end, /* of the first */
         const char *second,
         glong       n_least /* characters of each */)
{
  g_autofree char *one = g_strstrip (g_strndup (text, (gsize)(end - text)));
  g_autofree char *two = g_strstrip (g_strdup (second));
  Way             *way = NULL;

  if (self->ways->len == MAX_WAYS || g_utf8_strlen (one, -1) < n_least || g_utf8_strlen (two, -1) < n_least)
    return;
  way = g_new0 (Way, 1);
  way->texts[0] = g_steal_pointer (&one);
  way->texts[1] = g_steal_pointer (&two);
  g_ptr_array_add (self->ways, way);
}

/* At each of @words, characters between two roads. */
static void
cut_at (Form       *self,
        const char *text,
        const char *words,
        glong       n_least)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_strchr (words, -1, g_utf8_get_char (p)) != NULL)
      add_way (self, text, p, g_utf8_next_char (p), n_least);
}

/* 明月街永康街 */
static void
cut_behind_roads (Form       *self,
                  const char *text,
                  glong       n_least)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *head = g_strndup (text, (gsize)(p - text));

      if (ends_as_road (head))
        add_way (self, text, p, p, n_least);
    }
}

/* @text: normalised pieces with a space between. Without ways: no two roads are meant. */
static void
read_form (Form       *self,
           const char *text)
{
  g_autofree char *head = cut_word (text, self);

  self->ways = g_ptr_array_new_with_free_func (way_free);
  self->is_sure = head != NULL;
  if (head == NULL)
    head = cut_relation (text, self);
  cut_at (self, head, "与", 1);
  if (self->ways->len > 0)
    {
      self->is_sure = TRUE;
      return;
    }
  cut_at (self, head, "和跟及同/&+ ", self->is_sure ? 1 : 2);
  self->is_whole = !self->is_sure && self->ways->len == 0 && ends_as_road (head);
  if (self->is_sure || self->is_whole)
    cut_behind_roads (self, head, self->is_sure ? 1 : 2);
}

/* The units before the first road of each way apart; ways without are left out. */
static void
cut_said (YutuSearch *search,
          Form       *form)
{
  for (guint i = form->ways->len; i-- > 0;)
    {
      Way *way = g_ptr_array_index (form->ways, i);
      g_auto (GStrv) words = g_strsplit (way->texts[0], " ", -1);
      g_auto (GStrv) cut = yutu_search_cut_units (search, (const char *const *)words);
      char **names = cut != NULL ? cut : words;
      guint  n = g_strv_length (names);

      if (n < 2 || g_utf8_strlen (names[n - 1], -1) < 2)
        {
          g_ptr_array_remove_index (form->ways, i);
          continue;
        }
      g_free (way->texts[0]);
      way->texts[0] = g_steal_pointer (&names[n - 1]);
      way->said = g_strdupv (names);
    }
}

/* ---- Roads found by each part ---- */

typedef struct
{
  gint64 id;
  int    match; /* YutuMatch */
} Found;

/* One way, as names are held against it. */
typedef struct
{
  const Way  *way;
  YutuPattern patterns[2];
  GHashTable *roads[2]; /* gint64 → YutuMatch + 1, of any place name */
} Parts;

/* Two roads that may meet. */
typedef struct
{
  gint64     first;
  gint64     second;
  int        match;
  double     distance_m; /* of where their boxes overlap */
  const Way *way;
} Pair;

/* What lies near a road. */
typedef struct
{
  gint64  id;
  YutuBox box;
} Near;

typedef struct
{
  YutuSearch *search;
  const Form *form;
  Parts       parts[MAX_WAYS];
  gsize       n_parts;
  gboolean    with_typed;
  GHashTable *roads; /* gint64 → YutuRoad, or NULL where it is none */
  GHashTable *pairs; /* text of both → Pair in the list */
  GPtrArray  *list;  /* Pair */
} Find;

static void
init_pattern (YutuPattern *self,
              const char  *text,
              gboolean     allows_typo)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  if (words[0] != NULL && words[1] != NULL)
    yutu_pattern_init_joined (self, (const char *const *)words, g_strv_length (words));
  else
    yutu_pattern_init (self, text);
  if (allows_typo)
    yutu_pattern_allow_typo (self);
}

static void
road_free (gpointer data)
{
  yutu_road_free (data);
}

static void
find_init (Find       *self,
           YutuSearch *search,
           const Form *form)
{
  self->search = search;
  self->form = form;
  self->n_parts = form->ways->len;
  for (gsize i = 0; i < self->n_parts; i++)
    for (gsize side = 0; side < 2; side++)
      {
        Parts *parts = &self->parts[i];

        parts->way = g_ptr_array_index (form->ways, i);
        init_pattern (&parts->patterns[side], parts->way->texts[side], search->allows_typo);
        parts->roads[side] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
        self->with_typed = self->with_typed || parts->patterns[side].keys != NULL || parts->patterns[side].sound != NULL;
      }
  self->roads = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, road_free);
  self->pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->list = g_ptr_array_new_with_free_func (g_free);
}

static void
find_clear (Find *self)
{
  for (gsize i = 0; i < self->n_parts; i++)
    for (gsize side = 0; side < 2; side++)
      {
        yutu_pattern_clear (&self->parts[i].patterns[side]);
        g_hash_table_unref (self->parts[i].roads[side]);
      }
  g_hash_table_unref (self->roads);
  g_hash_table_unref (self->pairs);
  g_ptr_array_unref (self->list);
}

static int
get_match (GHashTable *roads,
           gint64      id)
{
  int match = GPOINTER_TO_INT (g_hash_table_lookup (roads, &id));

  return match > 0 ? match - 1 : YUTU_MATCH_NONE;
}

static void
consider (const YutuRecord *record,
          gpointer          data)
{
  Find *self = data;

  if ((record->flags & YUTU_RECORD_CODE) != 0)
    return;
  for (gsize i = 0; i < self->n_parts; i++)
    for (gsize side = 0; side < 2; side++)
      {
        GHashTable    *roads = self->parts[i].roads[side];
        YutuMatch      match = yutu_pattern_match (&self->parts[i].patterns[side], record);
        YutuRecordMeta meta;

        if (match == YUTU_MATCH_NONE || (self->form->is_whole && match != YUTU_MATCH_EXACT))
          continue;
        yutu_record_read_meta (record, &meta);
        g_hash_table_replace (roads, g_memdup2 (&meta.object, sizeof meta.object),
                              GINT_TO_POINTER (MIN ((int)match, get_match (roads, meta.object)) + 1));
      }
}

/* ---- Roads that meet ---- */

static gboolean
get_road (Find            *self,
          gint64           id,
          const YutuRoad **road,
          GError         **error)
{
  gpointer  known = NULL;
  YutuRoad *loaded = NULL;

  if (!g_hash_table_lookup_extended (self->roads, &id, NULL, &known))
    {
      if (!yutu_road_load (self->search->connection, id, YUTU_DAY_INVALID, &loaded, error))
        return FALSE;
      known = loaded;
      g_hash_table_insert (self->roads, g_memdup2 (&id, sizeof id), loaded);
    }
  *road = known;
  return TRUE;
}

/* Place names whose boxes come near to that of @road. */
static gboolean
list_near (Find           *self,
           const YutuRoad *road,
           GArray         *others,
           GError        **error)
{
  YutuBox       box = road->line->box;
  YutuBox       reach = yutu_measure_box_around ((YutuPoint){ box.min_x, box.max_y }, REACH_M);
  gint64        dx = (reach.max_x - reach.min_x) / 2, dy = (reach.max_y - reach.min_y) / 2;
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    self->search->connection,
    "SELECT pkid, xmin, ymin, xmax, ymax FROM idx_place_name_geom WHERE xmax >= ?1 AND xmin <= ?2 AND ymax >= ?3 AND ymin <= ?4", error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_double (row, 1, yutu_grid_to_degrees (box.min_x - dx));
  sqlite3_bind_double (row, 2, yutu_grid_to_degrees (box.max_x + dx));
  sqlite3_bind_double (row, 3, yutu_grid_to_degrees (box.min_y - dy));
  sqlite3_bind_double (row, 4, yutu_grid_to_degrees (box.max_y + dy));
  while (yutu_connection_step (self->search->connection, row, &found, error))
    {
      Near other = { 0 };

      if (!found)
        return TRUE;
      other.id = sqlite3_column_int64 (row, 0);
      other.box = (YutuBox){ yutu_grid_from_degrees (sqlite3_column_double (row, 1)),
                             yutu_grid_from_degrees (sqlite3_column_double (row, 2)),
                             yutu_grid_from_degrees (sqlite3_column_double (row, 3)),
                             yutu_grid_from_degrees (sqlite3_column_double (row, 4)) };
      g_array_append_val (others, other);
    }
  return FALSE;
}

static void
note_pair (Find       *self,
           const Pair *fresh)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, MIN (fresh->first, fresh->second),
                                          MAX (fresh->first, fresh->second));
  Pair            *pair = g_hash_table_lookup (self->pairs, key);

  if (pair == NULL)
    {
      pair = g_new0 (Pair, 1);
      pair->match = YUTU_MATCH_NONE;
      g_ptr_array_add (self->list, pair);
      g_hash_table_insert (self->pairs, g_steal_pointer (&key), pair);
    }
  if (fresh->match < pair->match)
    *pair = *fresh;
}

static double
measure_overlap (const Find *self,
                 YutuBox     one,
                 YutuBox     two)
{
  YutuCandidate place = { .has_point = TRUE };

  place.point = (YutuPoint){ MAX (one.min_x, two.min_x) / 2 + MIN (one.max_x, two.max_x) / 2,
                             MAX (one.min_y, two.min_y) / 2 + MIN (one.max_y, two.max_y) / 2 };
  yutu_search_measure (self->search, &place);
  return place.distance_m;
}

/* @one, found by side @side, with what is near and was found by the other. */
static gboolean
pair_road (Find        *self,
           const Parts *parts,
           gsize        side,
           Found        one,
           GError     **error)
{
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (Near));
  const YutuRoad *road = NULL;

  if (!get_road (self, one.id, &road, error))
    return FALSE;
  if (road != NULL && !list_near (self, road, others, error))
    return FALSE;
  for (guint i = 0; i < others->len; i++)
    {
      const Near *other = &g_array_index (others, Near, i);
      int         match = get_match (parts->roads[1 - side], other->id);
      Pair        pair = { .match = MAX (match, one.match), .way = parts->way };

      if (match == YUTU_MATCH_NONE || other->id == one.id ||
          (match >= YUTU_MATCH_SOUND_EXACT && one.match >= YUTU_MATCH_SOUND_EXACT)) /* one error in all */
        continue;
      pair.first = side == 0 ? one.id : other->id;
      pair.second = side == 0 ? other->id : one.id;
      pair.distance_m = measure_overlap (self, road->line->box, other->box);
      note_pair (self, &pair);
    }
  return TRUE;
}

static int
compare_found (gconstpointer a,
               gconstpointer b)
{
  const Found *one = a;
  const Found *two = b;

  if (one->match != two->match)
    return one->match < two->match ? -1 : 1;
  return (one->id > two->id) - (one->id < two->id);
}

static gboolean
pair_roads (Find        *self,
            const Parts *parts,
            GError     **error)
{
  guint          sizes[2] = { g_hash_table_size (parts->roads[0]), g_hash_table_size (parts->roads[1]) };
  gsize          side = sizes[1] < sizes[0] ? 1 : 0;
  GHashTableIter iter;
  gpointer       key = NULL, value = NULL;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));

  if (sizes[1 - side] == 0)
    return TRUE;
  g_hash_table_iter_init (&iter, parts->roads[side]);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      Found one = { *(gint64 *)key, GPOINTER_TO_INT (value) - 1 };

      g_array_append_val (found, one);
    }
  g_array_sort (found, compare_found);
  if (found->len > MAX_ROADS)
    {
      self->search->total_is_least = TRUE;
      g_array_set_size (found, MAX_ROADS);
    }
  for (guint i = 0; i < found->len; i++)
    if (!pair_road (self, parts, side, g_array_index (found, Found, i), error))
      return FALSE;
  return TRUE;
}

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  const Pair *one = *(const Pair *const *)a;
  const Pair *two = *(const Pair *const *)b;

  if (one->match != two->match)
    return one->match < two->match ? -1 : 1;
  if (one->distance_m != two->distance_m)
    return one->distance_m < two->distance_m ? -1 : 1;
  if (one->first != two->first)
    return one->first < two->first ? -1 : 1;
  return (one->second > two->second) - (one->second < two->second);
}

/* 路与街 is any of thousands. */
static void
cut_pairs (Find *self)
{
  if (self->list->len <= MAX_PAIRS)
    return;
  g_ptr_array_sort (self->list, compare_pairs);
  g_hash_table_remove_all (self->pairs); /* they are of the list */
  g_ptr_array_set_size (self->list, MAX_PAIRS);
  self->search->total_is_least = TRUE;
}

/* ---- Where they meet ---- */

/* Whether each of @said begins the name of @unit or of one above it. */
static gboolean
lies_in (const YutuSearch *self,
         gint64            unit,
         char *const      *said)
{
  for (; *said != NULL; said++)
    {
      gboolean              is_there = FALSE;
      const YutuSearchUnit *info = g_hash_table_lookup (self->units, &unit);

      for (int depth = 0; info != NULL && depth < MAX_DEPTH && !is_there; depth++)
        {
          is_there = g_str_has_prefix (info->full_text, *said);
          info = g_hash_table_lookup (self->units, &info->parent);
        }
      if (!is_there)
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_crossing (Find         *self,
              const Pair   *pair,
              YutuCrossing *crossing,
              YutuCandidate found,
              GError      **error)
{
  const Form      *form = self->form;
  YutuSearch      *search = self->search;
  g_autofree char *beside = NULL;

  found.point = crossing->point;
  if (pair->way->said != NULL)
    {
      if (!yutu_search_load_crossing_unit (search, crossing->point, &found.unit, error))
        return FALSE;
      if (!lies_in (search, found.unit, pair->way->said))
        return TRUE;
    }
  if (form->azimuth >= 0 && form->offset_m > 0)
    {
      crossing->azimuth_deg = form->azimuth;
      crossing->distance_m = form->offset_m;
      found.point = yutu_measure_point_at (crossing->point, form->azimuth, form->offset_m);
      beside = yutu_crossing_dup_beside (crossing);
    }
  else if (form->azimuth >= 0)
    beside = yutu_crossing_dup_corner (form->azimuth);
  found.object = search->crossings->len;
  g_ptr_array_add (search->crossings, yutu_crossing_dup_text (crossing, beside));
  yutu_search_measure (search, &found);
  yutu_top_add (&search->top, &found);
  return TRUE;
}

/* Both in use on some day together. */
static gboolean
add_pair (Find       *self,
          const Pair *pair,
          GError    **error)
{
  const YutuRoad *one = NULL, *two = NULL;
  YutuCandidate   found = { .kind = YUTU_SEARCH_CROSSING, .rank = RANK, .has_point = TRUE };
  YutuDay         from, to;
  g_autoptr (GArray) points = NULL;

  if (!get_road (self, pair->first, &one, error) || !get_road (self, pair->second, &two, error))
    return FALSE;
  if (one == NULL || two == NULL)
    return TRUE;
  from = MAX (one->valid_from, two->valid_from);
  to = MIN (one->valid_to, two->valid_to);
  if (from >= to || !yutu_search_wants (self->search, from, to, &found))
    return TRUE;
  found.match = (YutuMatch)pair->match;
  found.length = (gsize)(g_utf8_strlen (one->name, -1) + g_utf8_strlen (two->name, -1));
  points = yutu_crossing_list_points (one->line, two->line);
  for (guint i = 0; i < points->len; i++)
    {
      YutuCrossing crossing = { .names = { one->name, two->name }, .point = g_array_index (points, YutuPoint, i) };

      if (!add_crossing (self, pair, &crossing, found, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- All of it ---- */

static gboolean
find (YutuSearch *search,
      const Form *form,
      GError    **error)
{
  Find     self = { 0 };
  gboolean done = TRUE;

  find_init (&self, search, form);
  done = yutu_search_scan (search->connection, YUTU_BLOCK_PLACE, self.with_typed, consider, &self, error);
  for (gsize i = 0; done && i < self.n_parts; i++)
    done = pair_roads (&self, &self.parts[i], error);
  cut_pairs (&self);
  for (guint i = 0; done && i < self.list->len; i++)
    done = add_pair (&self, g_ptr_array_index (self.list, i), error);
  find_clear (&self);
  return done;
}

gboolean
yutu_search_find_crossings (YutuSearch        *self,
                            const char *const *pieces,
                            gboolean           only_sure,
                            GError           **error)
{
  g_autofree char *text = g_strjoinv (" ", (char **)pieces);
  g_auto (Form) form = { 0 };
  gint64 before = self->top.total;

  read_form (&form, text);
  if (form.ways->len == 0 || (only_sure && !form.is_sure) || (form.is_whole && self->allows_typo))
    return TRUE;
  if (!find (self, &form, error))
    return FALSE;
  if (self->top.total > before)
    return TRUE;
  cut_said (self, &form);
  return form.ways->len == 0 || find (self, &form, error);
}
