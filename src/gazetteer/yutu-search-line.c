/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Boundary lines by name or by the start of their code, pillars by the start or the end of their number or
 * by their name. Both are few: every row is read. */

#include "gazetteer/yutu-search-top-private.h"

#include <string.h>

#include "gazetteer/yutu-normal.h"

#define RANK_LINE         88
#define RANK_PILLAR       90
#define LEAST_OF_A_NUMBER 3    /* characters: fewer end too many numbers */
#define MAX_NORMALS       4096 /* kept */

typedef struct
{
  YutuSearch *search;
  YutuPattern patterns[YUTU_SEARCH_MAX_PIECES];
  guint       n_patterns;
  gboolean    means_pillars;
} Scan;

/* Each text may be NULL. */
typedef struct
{
  const char *name;
  const char *of;     /* a name that may stand before it: the line of a pillar */
  const char *number; /* code or number */
  gboolean    ends;   /* the end of the number tells it too */
} Texts;

/* A name as the search reads it. */
typedef struct
{
  char   *text;
  char   *typed;
  guint64 marks;
} Normal;

static void
normal_free (gpointer data)
{
  Normal *self = data;

  g_free (self->text);
  g_free (self->typed);
  g_free (self);
}

/* With every key the same few names are read again: what each becomes is kept, by thread. */
static const Normal *
get_normal (const char *name)
{
  static GPrivate kept = G_PRIVATE_INIT ((GDestroyNotify)g_hash_table_unref);
  GHashTable     *normals = g_private_get (&kept);
  Normal         *normal = NULL;

  if (normals == NULL)
    {
      normals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, normal_free);
      g_private_set (&kept, normals);
    }
  normal = g_hash_table_lookup (normals, name);
  if (normal != NULL)
    return normal;
  if (g_hash_table_size (normals) >= MAX_NORMALS)
    g_hash_table_remove_all (normals);
  normal = g_new0 (Normal, 1);
  normal->text = yutu_normal_text (name);
  normal->typed = yutu_search_join_typed (normal->text);
  normal->marks = yutu_search_mark_name (normal->text, normal->typed);
  g_hash_table_insert (normals, g_strdup (name), normal);
  return normal;
}

static YutuMatch
match_name (const YutuPattern *pattern,
            const char        *name)
{
  const Normal *normal = name != NULL ? get_normal (name) : NULL;
  YutuRecord    record = { 0 };

  if (normal == NULL || *normal->text == '\0')
    return YUTU_MATCH_NONE;
  record.text = normal->text;
  record.typed = normal->typed;
  record.text_length = strlen (normal->text);
  record.marks = normal->marks;
  return yutu_pattern_match (pattern, &record);
}

/* "…001q" by "001q" and "001" too: the letter is often left out. */
static gboolean
is_end_of (const char *number,
           const char *piece)
{
  gsize length = strlen (number), of_piece = strlen (piece);

  return of_piece >= LEAST_OF_A_NUMBER && of_piece <= length &&
         (strcmp (number + length - of_piece, piece) == 0 ||
          (of_piece < length && strncmp (number + length - 1 - of_piece, piece, of_piece) == 0));
}

static YutuMatch
match_number (const char *piece,
              const char *number,
              gboolean    ends)
{
  const char *text = number != NULL ? get_normal (number)->text : NULL;

  if (text == NULL || *piece == '\0')
    return YUTU_MATCH_NONE;
  if (g_str_has_prefix (text, piece))
    return strcmp (text, piece) == 0 ? YUTU_MATCH_EXACT : YUTU_MATCH_PREFIX;
  return ends && is_end_of (text, piece) ? YUTU_MATCH_INFIX : YUTU_MATCH_NONE;
}

/* Every piece in one of the texts, one at least in its own. */
static YutuMatch
match (const Scan  *self,
       const Texts *texts)
{
  YutuMatch worst = YUTU_MATCH_EXACT;
  gboolean  is_own = FALSE;

  for (guint i = 0; i < self->n_patterns; i++)
    {
      YutuMatch best = MIN (match_number (self->patterns[i].text, texts->number, texts->ends),
                            match_name (&self->patterns[i], texts->name));

      is_own = is_own || best != YUTU_MATCH_NONE;
      best = MIN (best, match_name (&self->patterns[i], texts->of));
      if (best == YUTU_MATCH_NONE)
        return YUTU_MATCH_NONE;
      worst = MAX (worst, best);
    }
  return is_own ? worst : YUTU_MATCH_NONE;
}

/* Of a line the vertex in the middle of its middle arc, for what is nearer. */
static gboolean
find_middle (YutuSearch    *search,
             YutuCandidate *found,
             GError       **error)
{
  sqlite3_stmt *row = yutu_connection_prepare (
    search->connection,
    "SELECT ST_X (g), ST_Y (g) FROM (SELECT ST_PointN (a.geom, (ST_NumPoints (a.geom) + 1) / 2) AS g FROM "
    "boundary_line_arc m JOIN arc a ON a.id = m.arc WHERE m.line = ?1 ORDER BY m.seq LIMIT 1 OFFSET "
    "(SELECT count (*) / 2 FROM boundary_line_arc WHERE line = ?1))",
    error);
  gboolean is_row = FALSE;

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, found->object);
  if (!yutu_connection_step (search->connection, row, &is_row, error))
    return FALSE;
  if (is_row && sqlite3_column_type (row, 0) == SQLITE_FLOAT)
    {
      found->has_point = TRUE;
      found->point = yutu_point_from_degrees (sqlite3_column_double (row, 0), sqlite3_column_double (row, 1));
    }
  sqlite3_reset (row);
  return TRUE;
}

static const char *
column_text (sqlite3_stmt *row,
             int           column)
{
  return (const char *)sqlite3_column_text (row, column);
}

static gboolean
add (Scan          *self,
     sqlite3_stmt  *row, /* id, valid_from, valid_to, name … */
     const Texts   *texts,
     YutuCandidate *found,
     GError       **error)
{
  found->object = sqlite3_column_int64 (row, 0);
  found->match = match (self, texts);
  if (found->match == YUTU_MATCH_NONE ||
      !yutu_search_wants (self->search, yutu_day_parse (column_text (row, 1)), yutu_day_parse (column_text (row, 2)),
                          found))
    return TRUE;
  found->length = (gsize)g_utf8_strlen (texts->name != NULL ? texts->name : texts->number, -1);
  if (found->kind == YUTU_SEARCH_LINE && !find_middle (self->search, found, error))
    return FALSE;
  yutu_search_measure (self->search, found);
  yutu_top_add (&self->search->top, found);
  return TRUE;
}

/* A line that was led elsewhere is found as it is on the day alone. */
static const char LINES_SQL[] =
  "SELECT l.id, l.valid_from, l.valid_to, l.name, l.code FROM boundary_line l WHERE (l.valid_from <= ?1 AND "
  "?1 < l.valid_to) OR NOT EXISTS (SELECT 1 FROM boundary_line n WHERE n.name = l.name AND "
  "(n.valid_from > l.valid_from OR (n.valid_from <= ?1 AND ?1 < n.valid_to))) ORDER BY l.id";
static const char PILLARS_SQL[] =
  "SELECT p.id, p.valid_from, p.valid_to, json_extract (p.fields, '$.name'), p.number, l.name, ST_X (p.geom), "
  "ST_Y (p.geom) FROM boundary_pillar p LEFT JOIN boundary_line l ON l.id = p.line WHERE ?1 = ?1 ORDER BY p.id";

static gboolean
scan_rows (Scan          *self,
           YutuSearchKind kind,
           GError       **error)
{
  gboolean      is_pillar = kind == YUTU_SEARCH_PILLAR;
  char          day[YUTU_DAY_TEXT_SIZE];
  gboolean      is_row = TRUE;
  sqlite3_stmt *row =
    yutu_connection_prepare (self->search->connection, is_pillar ? PILLARS_SQL : LINES_SQL, error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, yutu_day_format (self->search->options->day, day), -1, SQLITE_TRANSIENT);
  while (TRUE)
    {
      YutuCandidate found = { .kind = kind, .rank = is_pillar ? RANK_PILLAR : RANK_LINE };
      Texts         texts = { .ends = is_pillar };

      if (!yutu_connection_step (self->search->connection, row, &is_row, error))
        return FALSE;
      if (!is_row)
        return TRUE;
      texts.name = column_text (row, 3);
      texts.number = column_text (row, 4);
      texts.of = is_pillar ? column_text (row, 5) : NULL;
      found.has_point = is_pillar && sqlite3_column_type (row, 6) == SQLITE_FLOAT;
      if (found.has_point)
        found.point = yutu_point_from_degrees (sqlite3_column_double (row, 6), sqlite3_column_double (row, 7));
      if (!add (self, row, &texts, &found, error))
        return FALSE;
    }
}

/* A pillar is meant by three characters with a digit, or by its word: 婺兰 means the line. */
static gboolean
tells_pillar (const char *piece)
{
  return strstr (piece, "桩") != NULL ||
         (g_utf8_strlen (piece, -1) >= LEAST_OF_A_NUMBER && strpbrk (piece, "0123456789") != NULL);
}

gboolean
yutu_search_find_lines (YutuSearch        *self,
                        const char *const *pieces,
                        GError           **error)
{
  Scan     scan = { .search = self, .means_pillars = self->kinds == YUTU_SEARCH_PILLAR };
  gboolean done = TRUE;

  if (pieces[0] == NULL || g_strv_length ((char **)pieces) > YUTU_SEARCH_MAX_PIECES)
    return TRUE;
  for (; pieces[scan.n_patterns] != NULL; scan.n_patterns++)
    {
      yutu_pattern_init (&scan.patterns[scan.n_patterns], pieces[scan.n_patterns]);
      scan.means_pillars = scan.means_pillars || tells_pillar (pieces[scan.n_patterns]);
    }
  if ((self->kinds & YUTU_SEARCH_LINE) != 0)
    done = scan_rows (&scan, YUTU_SEARCH_LINE, error);
  if (done && (self->kinds & YUTU_SEARCH_PILLAR) != 0 && scan.means_pillars)
    done = scan_rows (&scan, YUTU_SEARCH_PILLAR, error);
  for (guint i = 0; i < scan.n_patterns; i++)
    yutu_pattern_clear (&scan.patterns[i]);
  return done;
}
