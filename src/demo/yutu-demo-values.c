/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Rules of seeds/ that give fields their values. seeds/README.md has the language. */

#include "casework/yutu-mask.h"
#include "demo/yutu-demo-stand-private.h"
#include "gazetteer/yutu-pinyin.h"

#include <math.h>
#include <string.h>

#define MAX_DEPTH 8 /* of rules that ask for other fields; of draws of another word */

typedef enum
{
  VALUE_UNKNOWN, /* not made yet */
  VALUE_NONE,
  VALUE_INT,
  VALUE_NUMBER,
  VALUE_BOOLEAN,
  VALUE_TEXT,
} ValueKind;

typedef struct
{
  ValueKind kind;
  gint64    integer;
  double    number;
  char     *text;
} Value;

typedef struct
{
  const char *text; /* NULL: no rule */
  gboolean    is_late;
} Rule;

struct _YutuDemoBatch
{
  YutuDemoStand   *stand;
  const YutuField *fields;
  gsize            n_fields;
  gsize            n;
  YutuRandom      *random;
  char            *of;
  GHashTable      *set;    /* field → rule */
  GHashTable      *totals; /* field → GArray of gint64 */
  Rule            *rules;
  Value           *values; /* of the object being made */
};

/* ---- Which rule ---- */

static GHashTable *
read_set (const char *set)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) pairs = g_strsplit (set, ";", -1);

  for (gsize i = 0; pairs[i] != NULL; i++)
    {
      g_auto (GStrv) sides = g_strsplit (pairs[i], "=", 2);

      if (sides[0] != NULL && sides[1] != NULL)
        g_hash_table_insert (table, g_strdup (g_strstrip (sides[0])),
                             g_strdup (g_strstrip (sides[1])));
    }
  return table;
}

/* Of the batch, of its kind, of all kinds with the same head ("elderly.*"), of all ("*"). */
static Rule
find_rule (const YutuDemoBatch *self,
           const char          *field)
{
  g_autofree char *head = g_strndup (self->of, strcspn (self->of, "."));
  char            *keys[] = {
               g_strdup_printf ("%s/%s", self->of, field),
               g_strdup_printf ("%s.*/%s", head, field),
               g_strdup_printf ("*/%s", field),
  };
  Rule  rule = { g_hash_table_lookup (self->set, field), FALSE };
  gsize row = 0;

  for (gsize i = 0; rule.text == NULL && row == 0 && i < G_N_ELEMENTS (keys); i++)
    row = GPOINTER_TO_SIZE (g_hash_table_lookup (self->stand->rules, keys[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_clear_pointer (&keys[i], g_free);
  if (row == 0)
    return rule;
  rule.text = yutu_demo_table_get (self->stand->values, row - 1, "rule");
  rule.is_late =
    g_str_equal (yutu_demo_table_get (self->stand->values, row - 1, "when"), "late");
  return rule;
}

YutuDemoBatch *
yutu_demo_batch_new (YutuDemoStand   *stand,
                     const char      *of,
                     const char      *set,
                     const YutuField *fields,
                     gsize            n_fields,
                     gsize            n,
                     YutuRandom      *random)
{
  YutuDemoBatch *self = g_new0 (YutuDemoBatch, 1);

  self->stand = stand;
  self->fields = fields;
  self->n_fields = n_fields;
  self->n = n;
  self->random = random;
  self->of = g_strdup (of);
  self->set = read_set (set);
  self->totals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify)g_array_unref);
  self->rules = g_new0 (Rule, MAX (n_fields, 1));
  self->values = g_new0 (Value, MAX (n_fields, 1));
  for (gsize i = 0; i < n_fields; i++)
    self->rules[i] = find_rule (self, fields[i].id);
  return self;
}

static void
clear_values (YutuDemoBatch *self)
{
  for (gsize i = 0; i < self->n_fields; i++)
    {
      g_free (self->values[i].text);
      self->values[i] = (Value){ 0 };
    }
}

void
yutu_demo_batch_free (YutuDemoBatch *self)
{
  clear_values (self);
  g_free (self->values);
  g_free (self->rules);
  g_free (self->of);
  g_hash_table_unref (self->set);
  g_hash_table_unref (self->totals);
  g_free (self);
}

/* ---- Filling patterns ---- */

static void
append_code (YutuDemoBatch *self,
             GString       *out)
{
  static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

  for (int i = 0; i < 9; i++)
    g_string_append_c (out, alphabet[yutu_random_below (self->random, 10)]);
}

/* As it stands in the library of addresses; else the village. */
static void
append_address (YutuDemoBatch      *self,
                const YutuDemoSpot *spot,
                GString            *out)
{
  gboolean      row = FALSE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->stand->connection, "SELECT text FROM address WHERE id = ?1", NULL);

  if (statement == NULL)
    return;
  sqlite3_bind_int64 (statement, 1, spot->address);
  if (spot->address != 0 && yutu_connection_step (self->stand->connection, statement, &row, NULL) &&
      row)
    g_string_append (out, (const char *)sqlite3_column_text (statement, 0));
  else if (spot->village != NULL)
    g_string_append (out, spot->village->name);
  sqlite3_reset (statement);
}

/* Words about where it is; FALSE when @key is none of them, or the spot has no such thing. */
static gboolean
append_of_spot (YutuDemoBatch      *self,
                const YutuDemoSpot *spot,
                const char         *key,
                GString            *out)
{
  const GArray *townships = self->stand->demo->townships;
  const char   *text = NULL;

  if (spot == NULL)
    return FALSE;
  if (g_str_equal (key, "address"))
    {
      append_address (self, spot, out);
      return TRUE;
    }
  if (g_str_equal (key, "place"))
    text = yutu_demo_spot_get_name (self->stand, spot);
  else if (g_str_equal (key, "village") && spot->village != NULL)
    text = spot->village->name;
  else if (g_str_equal (key, "committee") && spot->village != NULL)
    text = g_str_has_suffix (spot->village->name, "社区") ? "居民委员会" : "村民委员会";
  else if (g_str_equal (key, "township") && spot->township != G_MAXSIZE)
    text = g_array_index (townships, YutuDemoTownship, spot->township).name;
  else if (g_str_equal (key, "line"))
    text = spot->line_name;
  else if (g_str_equal (key, "neighbour"))
    text = spot->neighbour;
  else if (g_str_equal (key, "pillar") && spot->pillar != NULL)
    text = spot->pillar->number;
  if (text == NULL)
    return FALSE;
  g_string_append (out, text);
  return TRUE;
}

/* A word of a list, if possible none that is there already. */
static gboolean
append_word (YutuDemoBatch *self,
             const char    *list,
             GString       *out)
{
  const char *word = yutu_demo_stand_pick_word (self->stand, list, self->random);

  for (int i = 0; i < MAX_DEPTH && word != NULL && strstr (out->str, word) != NULL; i++)
    word = yutu_demo_stand_pick_word (self->stand, list, self->random);
  if (word == NULL)
    return FALSE;
  g_string_append (out, word);
  return TRUE;
}

static void
append_person (YutuDemoBatch         *self,
               const YutuDemoSubject *subject,
               GString               *out)
{
  YutuDemoPerson person;

  yutu_demo_person_invent (self->stand, self->random, subject->day, 28, 62, NULL, &person);
  g_string_append (out, person.name);
}

/* FALSE when there is no such key. */
static gboolean
append_key (YutuDemoBatch         *self,
            const YutuDemoSubject *subject,
            const char            *key,
            GString               *out)
{
  int year = 0, month = 0, day = 0;

  yutu_day_to_ymd (subject->day, &year, &month, &day);
  if (key[0] == '@')
    return append_word (self, key + 1, out);
  if (append_of_spot (self, subject->spot, key, out))
    return TRUE;
  if (g_str_equal (key, "year"))
    g_string_append_printf (out, "%d", year);
  else if (g_str_equal (key, "month"))
    g_string_append_printf (out, "%d", month);
  else if (g_str_equal (key, "quarter"))
    g_string_append_printf (out, "%d", (month + 2) / 3);
  else if (g_str_equal (key, "n"))
    g_string_append_printf (out, "%zu", subject->index + 1);
  else if (g_str_equal (key, "serial"))
    g_string_append_printf (out, "%u", 1 + (guint)yutu_random_below (self->random, 480));
  else if (g_str_equal (key, "code"))
    append_code (self, out);
  else if (g_str_equal (key, "kind") && subject->text != NULL)
    g_string_append (out, subject->text);
  else if (g_str_equal (key, "person"))
    append_person (self, subject, out);
  else if (g_str_equal (key, "mobile"))
    g_string_append_printf (out, YUTU_DEMO_PHONE_PREFIX "%04u",
                            (guint)yutu_random_below (self->random, 10000));
  else
    return FALSE;
  return TRUE;
}

/* An unknown key stays as it is, to be seen. */
char *
yutu_demo_batch_fill (YutuDemoBatch         *self,
                      const YutuDemoSubject *subject,
                      const char            *pattern)
{
  GString    *out = g_string_new (NULL);
  const char *at = pattern;

  while (at[0] != '\0')
    {
      const char      *open = strchr (at, '{');
      const char      *close = open != NULL ? strchr (open, '}') : NULL;
      g_autofree char *key = NULL;

      if (close == NULL)
        break;
      key = g_strndup (open + 1, (gsize)(close - open - 1));
      g_string_append_len (out, at, open - at);
      if (!append_key (self, subject, key, out))
        g_string_append_printf (out, "{%s}", key);
      at = close + 1;
    }
  g_string_append (out, at);
  return g_string_free (out, FALSE);
}

/* ---- Totals ---- */

static gint64
pick_step (YutuRandom *random,
           gint64      low,
           gint64      high,
           gint64      step)
{
  if (high <= low)
    return low;
  return low + step * (gint64)yutu_random_below (random, (guint64)((high - low) / step) + 1);
}

/* @n whole numbers in [low, high] with the sum @sum: drawn in steps, then moved towards the sum,
 * at last by single units. */
static GArray *
split_total (YutuRandom *random,
             gsize       n,
             gint64      sum,
             gint64      low,
             gint64      high,
             gint64      step)
{
  GArray *parts = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint)n);
  gint64  left = sum;

  for (gsize i = 0; i < n; i++)
    {
      gint64 part = pick_step (random, low, high, step);

      left -= part;
      g_array_append_val (parts, part);
    }
  while (left != 0)
    {
      gint64 *part = &g_array_index (parts, gint64, yutu_random_below (random, n));
      gint64  move = left > 0 ? MIN (left, MAX (step, left / (gint64)n / step * step))
                              : MAX (left, MIN (-step, left / (gint64)n / step * step));

      move = CLAMP (move, low - *part, high - *part);
      *part += move;
      left -= move;
    }
  return parts;
}

static gboolean
get_total (YutuDemoBatch         *self,
           const YutuDemoSubject *subject,
           const char            *field,
           char                 **words,
           guint                  n_words,
           gint64                *value,
           GError               **error)
{
  GArray *parts = g_hash_table_lookup (self->totals, field);

  if (parts == NULL)
    {
      gint64 sum = n_words > 0 ? g_ascii_strtoll (words[0], NULL, 10) : 0;
      gint64 low = n_words > 1 ? g_ascii_strtoll (words[1], NULL, 10) : 0;
      gint64 high = n_words > 2 ? g_ascii_strtoll (words[2], NULL, 10) : sum;
      gint64 step = n_words > 3 ? g_ascii_strtoll (words[3], NULL, 10) : 1;

      if (low > high || step < 1 || self->n == 0 || sum < low * (gint64)self->n ||
          sum > high * (gint64)self->n)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       "seeds: %s of %s: %zu values from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT
                       " cannot make %" G_GINT64_FORMAT,
                       field, self->of, self->n, low, high, sum);
          return FALSE;
        }
      parts = split_total (self->random, self->n, sum, low, high, step);
      g_hash_table_insert (self->totals, g_strdup (field), parts);
    }
  *value = g_array_index (parts, gint64, subject->index % parts->len);
  return TRUE;
}

/* ---- Making one value ---- */

static gboolean make_value (YutuDemoBatch         *self,
                            const YutuDemoSubject *subject,
                            const char            *field,
                            const char            *rule,
                            int                    depth,
                            Value                 *value,
                            GError               **error);

static gboolean
fail_rule (const YutuDemoBatch *self,
           const char          *field,
           const char          *rule,
           GError             **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "seeds: \"%s\" is no rule for %s of %s; see seeds/README.md", rule, field, self->of);
  return FALSE;
}

/* The number of another field of the same object. */
static gboolean
read_other (YutuDemoBatch         *self,
            const YutuDemoSubject *subject,
            const char            *other,
            int                    depth,
            double                *number,
            GError               **error)
{
  for (gsize i = 0; depth < MAX_DEPTH && i < self->n_fields; i++)
    {
      Value *value = &self->values[i];

      if (!g_str_equal (self->fields[i].id, other))
        continue;
      if (value->kind == VALUE_UNKNOWN &&
          !make_value (self, subject, other, self->rules[i].text, depth + 1, value, error))
        return FALSE;
      *number = value->kind == VALUE_NUMBER ? value->number : (double)value->integer;
      return TRUE;
    }
  return fail_rule (self, other, other, error);
}

static double
read_number (char **words,
             guint  n_words,
             guint  index,
             double fallback)
{
  return index < n_words ? g_ascii_strtod (words[index], NULL) : fallback;
}

/* "part FIELD LOW HIGH": a share of it; "times FIELD FACTOR [plus total …]". */
static gboolean
make_of_other (YutuDemoBatch         *self,
               const YutuDemoSubject *subject,
               const char            *field,
               char                 **words,
               guint                  n_words,
               int                    depth,
               Value                 *value,
               GError               **error)
{
  double low = read_number (words, n_words, 2, 0);
  double high = read_number (words, n_words, 3, low);
  double other = 0;
  gint64 more = 0;

  if (n_words < 3 || !read_other (self, subject, words[1], depth, &other, error))
    return n_words < 3 ? fail_rule (self, field, words[0], error) : FALSE;
  if (g_str_equal (words[0], "part"))
    other *= low + (high - low) * yutu_random_unit (self->random);
  else
    other *= low;
  if (n_words > 5 && g_str_equal (words[3], "plus") &&
      !get_total (self, subject, field, words + 5, n_words - 5, &more, error))
    return FALSE;
  *value = (Value){ VALUE_INT, (gint64)floor (other) + more, 0, NULL };
  return TRUE;
}

static gboolean
make_of_facility (const YutuDemoSubject *subject,
                  const char            *member,
                  Value                 *value)
{
  g_autoptr (JsonNode) root = NULL;
  JsonNode *node = NULL;

  *value = (Value){ VALUE_NONE, 0, 0, NULL };
  if (subject->spot == NULL || subject->spot->facility == NULL)
    return TRUE;
  root = json_from_string (subject->spot->facility->fields, NULL);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    node = json_object_get_member (json_node_get_object (root), member);
  if (node == NULL)
    return TRUE;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    *value = (Value){ VALUE_TEXT, 0, 0, json_node_dup_string (node) };
  else if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    *value = (Value){ VALUE_NUMBER, 0, json_node_get_double (node), NULL };
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    *value = (Value){ VALUE_BOOLEAN, json_node_get_boolean (node), 0, NULL };
  else
    *value = (Value){ VALUE_INT, json_node_get_int (node), 0, NULL };
  return TRUE;
}

/* "day due", "day since", "day since-30", "day opened+5", "day 2012-01-01..2020-12-31". */
static gboolean
make_day (YutuDemoBatch         *self,
          const YutuDemoSubject *subject,
          const char            *text,
          Value                 *value,
          GError               **error)
{
  char    buffer[YUTU_DAY_TEXT_SIZE];
  YutuDay day = 0;

  if (g_str_equal (text, "due") && subject->due_on == YUTU_DAY_INVALID)
    {
      *value = (Value){ VALUE_NONE, 0, 0, NULL };
      return TRUE;
    }
  if (g_str_equal (text, "due"))
    day = subject->due_on;
  else if (g_str_has_prefix (text, "since"))
    day = subject->day + (YutuDay)g_ascii_strtoll (text + strlen ("since"), NULL, 10);
  else if (g_str_has_prefix (text, "opened"))
    day = subject->opened_on + (YutuDay)g_ascii_strtoll (text + strlen ("opened"), NULL, 10);
  else if (!yutu_demo_day_pick (self->stand, text, self->random, &day, error))
    return FALSE;
  *value = (Value){ VALUE_TEXT, 0, 0, g_strdup (yutu_day_format (day, buffer)) };
  return TRUE;
}

/* A unified social credit code of an area that is not assigned, checksum right. */
static char *
make_uscc (YutuDemoBatch *self,
           const char    *head)
{
  static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  GString          *code = g_string_new (head);

  g_string_append (code, "330799");
  append_code (self, code);
  g_string_append_c (code, '0');
  for (gsize i = 0; alphabet[i] != '\0'; i++)
    {
      code->str[17] = alphabet[i];
      if (code->len == 18 && yutu_uscc_is_valid (code->str))
        break;
    }
  return g_string_free (code, FALSE);
}

static gboolean
make_plain (YutuDemoBatch *self,
            char         **words,
            guint          n_words,
            Value         *value)
{
  double low = read_number (words, n_words, 1, 0);
  double high = read_number (words, n_words, 2, low);
  double step = read_number (words, n_words, 3, 1);

  if (g_str_equal (words[0], "int"))
    *value = (Value){ VALUE_INT,
                      pick_step (self->random, (gint64)low, (gint64)high, MAX (1, (gint64)step)),
                      0, NULL };
  else if (g_str_equal (words[0], "yuan"))
    *value = (Value){ VALUE_INT,
                      pick_step (self->random, llround (low * 100), llround (high * 100),
                                 MAX (1, llround (step * 100))),
                      0, NULL };
  else if (g_str_equal (words[0], "number"))
    {
      double scale = pow (10, step);
      double drawn = low + (high - low) * yutu_random_unit (self->random);

      *value = (Value){ VALUE_NUMBER, 0, round (drawn * scale) / scale, NULL };
    }
  else if (g_str_equal (words[0], "true"))
    *value = (Value){ VALUE_BOOLEAN, yutu_random_unit (self->random) < low, 0, NULL };
  else
    return FALSE;
  return TRUE;
}

static gboolean
make_text (YutuDemoBatch         *self,
           const YutuDemoSubject *subject,
           char                 **words,
           guint                  n_words,
           const char            *tail,
           Value                 *value)
{
  char *text = NULL;

  if (g_str_equal (words[0], "text"))
    text = yutu_demo_batch_fill (self, subject, tail);
  else if (g_str_equal (words[0], "pick"))
    {
      g_autofree char *picked = yutu_demo_pick_weighted (tail, self->random);

      text = yutu_demo_batch_fill (self, subject, picked);
    }
  else if (g_str_equal (words[0], "spelling"))
    {
      g_autofree char *filled = yutu_demo_batch_fill (self, subject, tail);
      g_autoptr (YutuRomanized) romanized = yutu_pinyin_romanize (filled, NULL);

      text = g_strdup (romanized->plain);
    }
  else if (g_str_equal (words[0], "uscc"))
    text = make_uscc (self, n_words > 1 ? words[1] : "52");
  *value = (Value){ VALUE_TEXT, 0, 0, text };
  return text != NULL;
}

static gboolean
make_value (YutuDemoBatch         *self,
            const YutuDemoSubject *subject,
            const char            *field,
            const char            *rule,
            int                    depth,
            Value                 *value,
            GError               **error)
{
  g_auto (GStrv) words = NULL;
  const char *tail;
  guint       n_words;

  *value = (Value){ VALUE_NONE, 0, 0, NULL };
  if (rule == NULL || rule[0] == '\0')
    return TRUE;
  words = g_strsplit (rule, " ", -1);
  n_words = g_strv_length (words);
  tail = strchr (rule, ' ') != NULL ? strchr (rule, ' ') + 1 : "";
  if (g_str_equal (words[0], "none"))
    return TRUE;
  if (g_str_equal (words[0], "total"))
    {
      value->kind = VALUE_INT;
      return get_total (self, subject, field, words + 1, n_words - 1, &value->integer, error);
    }
  if (g_str_equal (words[0], "part") || g_str_equal (words[0], "times"))
    return make_of_other (self, subject, field, words, n_words, depth, value, error);
  if (g_str_equal (words[0], "facility"))
    return make_of_facility (subject, tail, value);
  if (g_str_equal (words[0], "addresses"))
    {
      gint64 n = subject->spot != NULL && subject->spot->village != NULL ? subject->spot->village->addresses[1] : 0;

      *value = (Value){ VALUE_INT, MIN (n, g_ascii_strtoll (tail, NULL, 10)), 0, NULL };
      return TRUE;
    }
  if (g_str_equal (words[0], "day"))
    return make_day (self, subject, tail, value, error);
  if (make_plain (self, words, n_words, value) ||
      make_text (self, subject, words, n_words, tail, value))
    return TRUE;
  return fail_rule (self, field, rule, error);
}

/* ---- Objects ---- */

static void
append_text (GString    *json,
             const char *text)
{
  g_string_append_c (json, '"');
  for (const char *at = text; at[0] != '\0'; at++)
    if (at[0] == '"' || at[0] == '\\')
      g_string_append_printf (json, "\\%c", at[0]);
    else if ((guchar)at[0] < ' ')
      g_string_append_printf (json, "\\u%04x", (guint)(guchar)at[0]);
    else
      g_string_append_c (json, at[0]);
  g_string_append_c (json, '"');
}

/* The shortest text that reads back as the same number: 71.2, not 71.200000000000003. */
static void
append_number (GString *json,
               double   number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  for (int digits = 1; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (text, sizeof text, format, number);
      if (g_ascii_strtod (text, NULL) == number)
        break;
    }
  g_string_append (json, text);
}

static void
append_member (GString         *json,
               const YutuField *field,
               const Value     *value)
{
  if (value->kind == VALUE_NONE)
    return;
  g_string_append (json, json->len > 1 ? "," : "");
  append_text (json, field->id);
  g_string_append_c (json, ':');
  if (value->kind == VALUE_INT)
    g_string_append_printf (json, "%" G_GINT64_FORMAT, value->integer);
  else if (value->kind == VALUE_NUMBER)
    append_number (json, value->number);
  else if (value->kind == VALUE_BOOLEAN)
    g_string_append (json, value->integer != 0 ? "true" : "false");
  else
    append_text (json, value->text);
}

char *
yutu_demo_batch_make (YutuDemoBatch         *self,
                      const YutuDemoSubject *subject,
                      const char *const     *needed,
                      GError               **error)
{
  g_autoptr (GString) json = g_string_new ("{");

  clear_values (self);
  for (gsize i = 0; i < self->n_fields; i++)
    {
      const YutuField *field = &self->fields[i];
      gboolean         is_needed =
        field->required || (needed != NULL && g_strv_contains (needed, field->id));

      if (self->rules[i].is_late && !subject->is_late && !is_needed)
        continue;
      if (self->values[i].kind == VALUE_UNKNOWN &&
          !make_value (self, subject, field->id, self->rules[i].text, 0, &self->values[i], error))
        return NULL;
      append_member (json, field, &self->values[i]);
    }
  g_string_append_c (json, '}');
  return g_strdup (json->str);
}

gint64
yutu_demo_batch_get_int (const YutuDemoBatch *self,
                         const char          *field,
                         gint64               fallback)
{
  for (gsize i = 0; i < self->n_fields; i++)
    if (g_str_equal (self->fields[i].id, field) && self->values[i].kind == VALUE_INT)
      return self->values[i].integer;
  return fallback;
}

char *
yutu_demo_batch_make_text (YutuDemoBatch         *self,
                           const YutuDemoSubject *subject,
                           const char            *field,
                           GError               **error)
{
  Rule  rule = find_rule (self, field);
  Value value;

  if (!make_value (self, subject, field, rule.text, 0, &value, error))
    return NULL;
  return value.text;
}
