/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A name beside all others, a character at a time against what was read once when the index was made. Compared
 * are those that share a key with it, in the order in which they were read:
 *
 *   the whole name or the proper name (R1, R10, R14), or those of its siblings (R12)
 *   as many characters, and the first one, or one reading of it: same sound, one other character behind it
 *   as many characters, and the second one: another first character
 *   a point as far north, within metres (R13)
 *
 * Two that share none of these break no rule together. Equal hashes of different keys cost a comparison more. */

#include <math.h>
#include <string.h>

#include "gazetteer/yutu-address-lexicon.h"
#include "gazetteer/yutu-address-row-private.h"
#include "gazetteer/yutu-name-rules-private.h"
#include "gazetteer/yutu-pinyin-private.h"
#include "gazetteer/yutu-place-name.h"
#include "geo/yutu-measure.h"

#define LEAST_M_PER_DEGREE 110000 /* of latitude, anywhere */

/* What a character may be read as: interned; NULL behind the last. */
typedef struct
{
  const char **toned;
  const char **plain; /* the same without tones, in the same order */
} Sounds;

typedef struct
{
  gint64      id; /* unit or place name */
  gboolean    is_unit;
  const char *group;
  char       *name;
  char       *proper;
  gboolean    is_nature; /* its generic term is that of a natural feature: 王塘 is not 王村 */
  char       *name_class;
  gint64      division;
  YutuDay     from;
  YutuDay     to;
  gboolean    is_proposed; /* it holds on no day yet */
  gboolean    has_point;
  YutuPoint   point;
  gunichar   *characters;
  gsize       n;
  Sounds     *sounds; /* n of them */
} Entry;

typedef struct
{
  gint64   parent;
  int      level;
  gboolean is_street;
  YutuDay  from;
  YutuDay  to;
} Unit;

typedef enum
{
  KEY_NAME,
  KEY_PROPER,
  KEY_FIRST,
  KEY_SECOND,
  KEY_READING,
  KEY_ALONE, /* one character */
} KeyKind;

/* In the order of the keys: hashes, or latitudes. */
typedef struct
{
  guint64 key;
  guint   entry;
} Place;

struct _YutuNameIndex
{
  gint        references; /* atomic */
  GArray     *entries;    /* of Entry */
  char       *county;     /* its name; NULL: none */
  GHashTable *units;      /* gint64 → GArray of Unit */
  GArray     *keys;       /* of Place */
  GArray     *latitudes;  /* of Place */
};

/* ---- Sounds ---- */

static void
add_sound (GPtrArray  *toned,
           GPtrArray  *plain,
           const char *reading)
{
  const char      *kept = g_intern_string (reading);
  g_autofree char *stripped = NULL;

  if (g_ptr_array_find (toned, kept, NULL))
    return;
  stripped = yutu_pinyin_strip_tone (reading);
  g_ptr_array_add (toned, (gpointer)kept);
  g_ptr_array_add (plain, (gpointer)g_intern_string (stripped));
}

/* As the character is read here, and by every other reading of it. */
static void
read_sound (Sounds            *self,
            const YutuReading *reading)
{
  g_auto (GStrv) others = yutu_pinyin_list_readings (reading->character);
  GPtrArray *toned = g_ptr_array_new (), *plain = g_ptr_array_new ();

  if (reading->toned != NULL)
    add_sound (toned, plain, reading->toned);
  for (gsize k = 0; others[k] != NULL; k++)
    add_sound (toned, plain, others[k]);
  g_ptr_array_add (toned, NULL);
  g_ptr_array_add (plain, NULL);
  self->toned = (const char **)g_ptr_array_free (toned, FALSE);
  self->plain = (const char **)g_ptr_array_free (plain, FALSE);
}

static Sounds *
read_sounds (const char *name,
             gsize       n)
{
  g_autoptr (GArray) readings = yutu_pinyin_read (name);
  Sounds *sounds = g_new0 (Sounds, n + 1); /* one without behind the last */

  g_assert (readings->len == n);
  for (gsize i = 0; i < n; i++)
    read_sound (&sounds[i], &g_array_index (readings, YutuReading, i));
  return sounds;
}

static void
free_sounds (Sounds *sounds)
{
  for (gsize i = 0; sounds != NULL && sounds[i].toned != NULL; i++)
    {
      g_free (sounds[i].toned);
      g_free (sounds[i].plain);
    }
  g_free (sounds);
}

static gboolean
share (const char *const *a,
       const char *const *b)
{
  for (gsize i = 0; a[i] != NULL; i++)
    for (gsize k = 0; b[k] != NULL; k++)
      if (a[i] == b[k])
        return TRUE;
  return FALSE;
}

/* ---- Loading ---- */

static void
clear_entry (gpointer data)
{
  Entry *self = data;

  g_free (self->name);
  g_free (self->proper);
  g_free (self->name_class);
  g_free (self->characters);
  free_sounds (self->sounds);
}

YutuNameIndex *
yutu_name_index_ref (YutuNameIndex *self)
{
  g_atomic_int_inc (&self->references);
  return self;
}

void
yutu_name_index_unref (YutuNameIndex *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->references))
    return;
  g_array_unref (self->entries);
  g_hash_table_unref (self->units);
  g_free (self->county);
  g_array_unref (self->keys);
  g_array_unref (self->latitudes);
  g_free (self);
}

gsize
yutu_name_index_get_n (const YutuNameIndex *self)
{
  return self->entries->len;
}

static void
finish_entry (Entry *self)
{
  const YutuGenericTerm *generic = yutu_pinyin_find_generic (self->name);
  YutuNameScope          scope;
  glong                  n = 0;

  /* 八一南 of 八一南街: what tells two of a kind apart */
  self->proper = generic != NULL ? g_strndup (self->name, strlen (self->name) - strlen (generic->term)) : NULL;
  self->is_nature = generic != NULL && generic->kind == YUTU_TERM_NATURE;
  self->group = yutu_name_class_get_group (self->name_class, &scope);
  self->characters = g_utf8_to_ucs4_fast (self->name, -1, &n);
  self->n = (gsize)n;
  self->sounds = read_sounds (self->name, self->n);
}

static void
add_unit (YutuNameIndex *self,
          sqlite3_stmt  *row)
{
  gint64  id = sqlite3_column_int64 (row, 0);
  Unit    unit = { .level = sqlite3_column_int (row, 1),
                   .parent = sqlite3_column_int64 (row, 4),
                   .from = yutu_column_day (row, 5),
                   .to = yutu_column_day (row, 6),
                   .is_street = g_strcmp0 ((const char *)sqlite3_column_text (row, 7), "street") == 0 };
  Entry   entry = { .id = id,
                    .is_unit = TRUE,
                    .name = g_strdup ((const char *)sqlite3_column_text (row, 2)),
                    .name_class = g_strdup (unit.level == 4 ? "township" : "village"),
                    .division = unit.parent,
                    .from = unit.from,
                    .to = unit.to };
  GArray *units = g_hash_table_lookup (self->units, &id);

  if (units == NULL)
    {
      units = g_array_new (FALSE, FALSE, sizeof (Unit));
      g_hash_table_insert (self->units, g_memdup2 (&id, sizeof id), units);
    }
  g_array_append_val (units, unit);
  if (unit.level == 3)
    {
      g_free (self->county);
      self->county = g_strdup (entry.name);
    }
  if (unit.level != 4 && unit.level != 5)
    {
      clear_entry (&entry);
      return;
    }
  entry.has_point = yutu_column_point (row, 8, &entry.point);
  finish_entry (&entry);
  g_array_append_val (self->entries, entry);
}

static void
add_place (YutuNameIndex *self,
           sqlite3_stmt  *row)
{
  Entry         entry = { .id = sqlite3_column_int64 (row, 0),
                          .name = g_strdup ((const char *)sqlite3_column_text (row, 1)),
                          .name_class = g_strdup ((const char *)sqlite3_column_text (row, 3)),
                          .division = sqlite3_column_int64 (row, 4),
                          .from = yutu_column_day (row, 5),
                          .to = yutu_column_day (row, 6) };
  gconstpointer bytes = sqlite3_column_blob (row, 7);
  g_autoptr (YutuShape) shape =
    bytes != NULL ? yutu_shape_from_blob (bytes, (gsize)sqlite3_column_bytes (row, 7), NULL) : NULL;

  entry.is_proposed = entry.from == entry.to;
  entry.has_point = shape != NULL && yutu_place_label_point (shape, &entry.point);
  finish_entry (&entry);
  g_array_append_val (self->entries, entry);
}

/* ---- Keys ---- */

/* FNV-1a. */
static guint64
hash (KeyKind     kind,
      gsize       n,
      const char *text)
{
  guint64 key = (G_GUINT64_CONSTANT (14695981039346656037) ^ (guint64)kind) * G_GUINT64_CONSTANT (1099511628211);

  key = (key ^ (guint64)n) * G_GUINT64_CONSTANT (1099511628211);
  for (; *text != '\0'; text++)
    key = (key ^ (guint8)*text) * G_GUINT64_CONSTANT (1099511628211);
  return key;
}

static guint64
hash_character (KeyKind  kind,
                gsize    n,
                gunichar character)
{
  char text[7] = { 0 };

  g_unichar_to_utf8 (character, text);
  return hash (kind, n, text);
}

/* All under which an entry of this name is found, and by which others like it are. */
static void
list_keys (const Entry *self,
           GArray      *keys) /* of guint64 */
{
  guint64 key = hash (KEY_NAME, 0, self->name);

  g_array_append_val (keys, key);
  if (self->proper != NULL)
    {
      key = hash (KEY_PROPER, 0, self->proper);
      g_array_append_val (keys, key);
    }
  if (self->n == 0)
    return;
  key = hash_character (KEY_FIRST, self->n, self->characters[0]);
  g_array_append_val (keys, key);
  key = self->n > 1 ? hash_character (KEY_SECOND, self->n, self->characters[1]) : hash (KEY_ALONE, 1, "");
  g_array_append_val (keys, key);
  for (gsize i = 0; self->sounds[0].plain[i] != NULL; i++)
    {
      key = hash (KEY_READING, self->n, self->sounds[0].plain[i]);
      g_array_append_val (keys, key);
    }
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  const Place *one = a, *other = b;

  return one->key != other->key ? (one->key < other->key ? -1 : 1) : (one->entry > other->entry) - (one->entry < other->entry);
}

/* Latitudes as numbers that are never negative. */
static guint64
key_of_latitude (gint64 y)
{
  return (guint64)(y + 90 * (gint64)YUTU_GRID_PER_DEGREE);
}

static void
make_keys (YutuNameIndex *self)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      Place        north = { key_of_latitude (entry->point.y), i };

      g_array_set_size (keys, 0);
      list_keys (entry, keys);
      for (guint k = 0; k < keys->len; k++)
        g_array_append_val (self->keys, ((Place){ g_array_index (keys, guint64, k), i }));
      if (entry->has_point)
        g_array_append_val (self->latitudes, north);
    }
  g_array_sort (self->keys, compare_keys);
  g_array_sort (self->latitudes, compare_keys);
}

/* The entries of the keys @first … @last. */
static void
add_candidates (const GArray *places,
                guint64       first,
                guint64       last,
                GArray       *candidates) /* of guint */
{
  guint low = 0, high = places->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (places, Place, middle).key < first)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < places->len && g_array_index (places, Place, low).key <= last; low++)
    g_array_append_val (candidates, g_array_index (places, Place, low).entry);
}

static void
add_named (const YutuNameIndex *self,
           KeyKind              kind,
           const char          *name,
           GArray              *candidates)
{
  guint64 key = hash (kind, 0, name);

  add_candidates (self->keys, key, key, candidates);
}

static gboolean
load_rows (YutuNameIndex  *self,
           YutuConnection *connection,
           const char     *sql, /* static */
           void (*add) (YutuNameIndex *, sqlite3_stmt *),
           GError **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);
  gboolean      row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (row)
    {
      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (row)
        add (self, statement);
    }
  sqlite3_reset (statement);
  return TRUE;
}

YutuNameIndex *
yutu_name_index_load (YutuConnection *connection,
                      GError        **error)
{
  g_autoptr (YutuNameIndex) self = g_new0 (YutuNameIndex, 1);

  self->references = 1;
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
  self->units = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
  self->keys = g_array_new (FALSE, FALSE, sizeof (Place));
  self->latitudes = g_array_new (FALSE, FALSE, sizeof (Place));
  if (!load_rows (self, connection,
                  "SELECT unit, level, name, proper_name, parent, valid_from, valid_to, type, seat FROM division ORDER BY id",
                  add_unit, error) ||
      !load_rows (self, connection,
                  "SELECT id, name, proper_name, class, division, valid_from, valid_to, geom FROM place_name "
                  "WHERE status <> 'refused' ORDER BY id",
                  add_place, error))
    return NULL;
  make_keys (self);
  return g_steal_pointer (&self);
}

/* ---- Within what ---- */

static const Unit *
get_unit (const YutuNameIndex *self,
          gint64               id,
          YutuDay              day)
{
  const GArray *units = g_hash_table_lookup (self->units, &id);

  for (guint i = 0; units != NULL && i < units->len; i++)
    if (g_array_index (units, Unit, i).from <= day && day < g_array_index (units, Unit, i).to)
      return &g_array_index (units, Unit, i);
  return NULL;
}

/* The township that @unit is, or lies in; 0 none. */
static gint64
get_township (const YutuNameIndex *self,
              gint64               unit,
              YutuDay              day,
              gboolean            *is_street)
{
  *is_street = FALSE;
  for (int steps = 0; steps < 4; steps++)
    {
      const Unit *here = get_unit (self, unit, day);

      if (here == NULL || here->level < 4)
        return 0;
      if (here->level == 4)
        {
          *is_street = here->is_street;
          return unit;
        }
      unit = here->parent;
    }
  return 0;
}

static gboolean
is_within (const YutuNameIndex    *self,
           const YutuNameQuestion *question,
           YutuNameScope           scope,
           gint64                  division,
           YutuDay                 day)
{
  gboolean asked_is_street = FALSE, other_is_street = FALSE;
  gint64   asked, other;

  if (scope == YUTU_SCOPE_COUNTY || question->division == 0 || division == 0)
    return TRUE;
  asked = get_township (self, question->division, question->day, &asked_is_street);
  other = get_township (self, division, day, &other_is_street);
  if (asked == 0 || other == 0)
    return TRUE; /* it cannot be told: rather one too many */
  return asked == other || (scope == YUTU_SCOPE_BUILT_UP && asked_is_street && other_is_street);
}

/* ---- One by one ---- */

typedef struct
{
  const YutuNameIndex    *index;
  const YutuNameQuestion *question;
  const char             *group;
  YutuNameScope           scope;
  Entry                   asked;
  GPtrArray              *findings;
  gboolean                has_local;   /* R10: its proper name is that of a place nearby */
  char                   *siblings[4]; /* R12, by direction */
  GStrv                   series;      /* R12: proper names */
} Check;

static void
add_rival (Check         *self,
           const char    *rule,
           YutuNameBreach breach,
           gboolean       is_error,
           const Entry   *rival)
{
  YutuNameFinding *finding = yutu_name_findings_add (self->findings, self->question, rule, breach, is_error, NULL);

  if (finding == NULL)
    return;
  finding->rival = rival->id;
  finding->is_unit = rival->is_unit;
  finding->rival_name = g_strdup (rival->name);
  finding->has_point = rival->has_point;
  finding->point = rival->point;
}

/* R1: the strongest of what the two have in common. FALSE: nothing. */
static gboolean
compare_names (const Check    *self,
               const Entry    *other,
               YutuNameBreach *breach)
{
  const Entry *asked = &self->asked;
  gboolean     toned = TRUE, plain = TRUE;
  gsize        n_different = 0, n_alike = 0;

  if (strcmp (asked->name, other->name) == 0)
    {
      *breach = YUTU_NAME_SAME;
      return TRUE;
    }
  if (asked->proper != NULL && *asked->proper != '\0' && g_strcmp0 (asked->proper, other->proper) == 0 &&
      asked->is_nature == other->is_nature && g_strcmp0 (asked->name_class, other->name_class) == 0)
    {
      *breach = YUTU_NAME_SAME_PROPER;
      return TRUE;
    }
  if (asked->n != other->n)
    return FALSE;
  for (gsize i = 0; i < asked->n && (plain || n_different <= 1); i++)
    {
      if (asked->characters[i] == other->characters[i])
        continue;
      n_different++;
      n_alike += yutu_han_look_alike (asked->characters[i], other->characters[i]);
      toned = toned && share (asked->sounds[i].toned, other->sounds[i].toned);
      plain = plain && share (asked->sounds[i].plain, other->sounds[i].plain);
    }
  *breach = !plain ? YUTU_NAME_LOOKS_ALIKE : toned ? YUTU_NAME_SAME_SOUND
                                                   : YUTU_NAME_SAME_SYLLABLES;
  return plain || (n_different == 1 && n_alike == 1);
}

/* R12: 八一南街 must not lie north of 八一北街. */
static const struct
{
  const char *here;
  const char *there;
  gboolean    is_vertical;
  int         sign;
} directions[] = { { "东", "西", FALSE, 1 }, { "西", "东", FALSE, -1 }, { "北", "南", TRUE, 1 }, { "南", "北", TRUE, -1 } };

/* The name with the opposite direction; NULL: it has not this one. */
static char *
name_sibling (const char *name,
              gsize       direction)
{
  const char *at = g_strrstr (name, directions[direction].here);

  if (at == NULL || at == name)
    return NULL;
  return g_strdup_printf ("%.*s%s%s", (int)(at - name), name, directions[direction].there,
                          at + strlen (directions[direction].here));
}

static void
compare_directions (Check       *self,
                    const Entry *other)
{
  if (!self->question->has_point || !other->has_point || strcmp (other->group, "road") != 0)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (directions); i++)
    {
      gint64 difference = directions[i].is_vertical ? self->question->point.y - other->point.y
                                                    : self->question->point.x - other->point.x;

      if (self->siblings[i] != NULL && strcmp (self->siblings[i], other->name) == 0 && difference * directions[i].sign < 0)
        add_rival (self, "R12", YUTU_NAME_DIRECTION, FALSE, other);
    }
}

/* R12: beside 八一北街 there is no 八一南路. */
static void
compare_series (Check       *self,
                const Entry *other)
{
  if (other->proper != NULL && strcmp (other->group, "road") == 0 &&
      g_strv_contains ((const char *const *)self->series, other->proper) &&
      strcmp (other->name + strlen (other->proper), self->asked.name + strlen (self->asked.proper)) != 0 &&
      is_within (self->index, self->question, self->scope, other->division, self->question->day))
    add_rival (self, "R12", YUTU_NAME_SERIES, FALSE, other);
}

/* Whether @unit is the one that is asked for, or one above it. */
static gboolean
lies_in (const Check *self,
         gint64       unit)
{
  gint64 here = self->question->division;

  for (int steps = 0; steps < 4 && here != 0; steps++)
    {
      const Unit *known = get_unit (self->index, here, self->question->day);

      if (here == unit)
        return TRUE;
      here = known != NULL ? known->parent : 0;
    }
  return FALSE;
}

static void
compare_places (Check       *self,
                const Entry *other)
{
  if (other->is_unit && other->proper != NULL && g_strcmp0 (other->proper, self->asked.proper) == 0 &&
      lies_in (self, other->id))
    self->has_local = TRUE;
  if (!self->question->has_point || !other->has_point ||
      !yutu_measure_is_within (self->question->point, yutu_name_limit ("local-m", self->question->day), other->point))
    return;
  if (self->asked.proper != NULL && strcmp (other->group, "facility") != 0 &&
      (strcmp (other->name, self->asked.proper) == 0 || g_strcmp0 (other->proper, self->asked.proper) == 0))
    self->has_local = TRUE;
  if (!other->is_unit && strcmp (other->group, self->group) == 0 && strcmp (other->group, "road") != 0 &&
      strcmp (other->name, self->asked.name) != 0 &&
      yutu_measure_is_within (self->question->point, yutu_name_limit ("same-spot-m", self->question->day), other->point))
    add_rival (self, "R13", YUTU_NAME_OTHER_NAME, TRUE, other);
}

static void
compare (Check       *self,
         const Entry *other)
{
  YutuNameBreach breach;
  YutuDay        day = self->question->day;
  gboolean       is_in_use = other->is_proposed || (other->from <= day && day < other->to);

  if (other->id == self->question->except || (other->id == self->question->former && !other->is_unit))
    return;
  if (is_in_use)
    {
      compare_places (self, other);
      compare_directions (self, other);
      compare_series (self, other);
    }
  if (strcmp (other->group, self->group) != 0)
    return;
  if (is_in_use && compare_names (self, other, &breach) &&
      is_within (self->index, self->question, self->scope, other->division, day))
    add_rival (self, "R1", breach, breach == YUTU_NAME_SAME || breach == YUTU_NAME_SAME_PROPER, other);
  else if (other->to <= day && strcmp (other->name, self->asked.name) == 0 &&
           yutu_day_add_months (other->to, (int)yutu_name_limit ("forgotten-months", day)) > day)
    add_rival (self, "R14", YUTU_NAME_ABOLISHED, FALSE, other);
}

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  guint one = *(const guint *)a, other = *(const guint *)b;

  return (one > other) - (one < other);
}

/* All with which it may break a rule, in order, some of them twice. (transfer full) */
static GArray *
list_candidates (Check *self)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));
  gint64 spot = (gint64)(yutu_name_limit ("same-spot-m", self->question->day) * YUTU_GRID_PER_DEGREE / LEAST_M_PER_DEGREE);

  list_keys (&self->asked, keys);
  for (guint i = 0; i < keys->len; i++)
    add_candidates (self->index->keys, g_array_index (keys, guint64, i), g_array_index (keys, guint64, i), candidates);
  if (self->asked.proper != NULL)
    add_named (self->index, KEY_NAME, self->asked.proper, candidates);
  for (gsize i = 0; i < G_N_ELEMENTS (directions); i++)
    if ((self->siblings[i] = name_sibling (self->asked.name, i)) != NULL)
      add_named (self->index, KEY_NAME, self->siblings[i], candidates);
  self->series = strcmp (self->group, "road") == 0 ? yutu_name_list_series (self->asked.proper) : g_new0 (char *, 1);
  for (gsize i = 0; self->series[i] != NULL; i++)
    add_named (self->index, KEY_PROPER, self->series[i], candidates);
  if (self->question->has_point)
    add_candidates (self->index->latitudes, key_of_latitude (self->question->point.y - spot - 1),
                    key_of_latitude (self->question->point.y + spot + 1), candidates);
  g_array_sort (candidates, compare_candidates);
  return candidates;
}

static void
compare_all (Check *self)
{
  g_autoptr (GArray) candidates = list_candidates (self);

  for (guint i = 0; i < candidates->len; i++)
    if (i == 0 || g_array_index (candidates, guint, i) != g_array_index (candidates, guint, i - 1))
      compare (self, &g_array_index (self->index->entries, Entry, g_array_index (candidates, guint, i)));
  for (gsize i = 0; i < G_N_ELEMENTS (self->siblings); i++)
    g_free (self->siblings[i]);
  g_strfreev (self->series);
}

/* ---- R1 beyond the county ---- */

/* The province of a county; NULL: not known. */
static const char *
find_province (const char *county)
{
  const YutuAddressLexicon *lexicon = yutu_address_lexicon_get_shared ();
  const YutuAddressLabel    labels[] = { YUTU_ADDRESS_COUNTY, YUTU_ADDRESS_CITY };
  const char               *name = county;

  for (gsize i = 0; i < G_N_ELEMENTS (labels) && name != NULL; i++)
    {
      g_autoptr (GPtrArray) words = g_ptr_array_new ();

      yutu_address_lexicon_list (lexicon, name, labels[i], words);
      if (words->len > 0)
        name = ((const YutuAddressWord *)g_ptr_array_index (words, 0))->parent;
      else if (i == 0)
        return NULL;
    }
  return name;
}

/* No two townships of a province have one name (rules/townships-zj.csv). Those of the county are in the file. */
static void
compare_province (Check *self)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  const char *province = NULL;

  if (g_strcmp0 (self->asked.name_class, "township") != 0 || self->index->county == NULL)
    return;
  province = find_province (self->index->county);
  yutu_address_lexicon_list (yutu_address_lexicon_get_shared (), self->asked.name, YUTU_ADDRESS_TOWNSHIP, words);
  for (guint i = 0; i < words->len && province != NULL; i++)
    {
      const YutuAddressWord *word = g_ptr_array_index (words, i);
      YutuNameFinding       *finding = NULL;

      if (g_strcmp0 (word->name, self->asked.name) != 0 || word->parent == NULL ||
          strcmp (word->parent, self->index->county) == 0 || g_strcmp0 (find_province (word->parent), province) != 0)
        continue;
      finding = yutu_name_findings_add (self->findings, self->question, "R1", YUTU_NAME_SAME, TRUE, NULL);
      if (finding != NULL)
        finding->rival_name = g_strconcat (word->parent, word->name, NULL);
    }
}

GPtrArray *
yutu_name_index_check (const YutuNameIndex    *self,
                       const YutuNameQuestion *question)
{
  Check check = { .index = self, .question = question, .findings = yutu_name_check_text (question) };

  if (*question->name == '\0' || !g_utf8_validate (question->name, -1, NULL))
    return check.findings;
  check.group = yutu_name_class_get_group (question->name_class, &check.scope);
  check.asked.name = g_strdup (question->name);
  check.asked.name_class = g_strdup (question->name_class);
  finish_entry (&check.asked);
  compare_all (&check);
  compare_province (&check);
  if (strcmp (check.group, "facility") == 0 && question->has_point && !check.has_local && check.asked.proper != NULL)
    yutu_name_findings_add (check.findings, question, "R10", YUTU_NAME_NOT_LOCAL, FALSE, g_strdup (check.asked.proper));
  clear_entry (&check.asked);
  yutu_name_findings_sort (check.findings);
  return check.findings;
}
