/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-code.h"

#include <string.h>

#include "gazetteer/yutu-normal.h"

#define DIVISION_LENGTH 12
#define SERIAL_LENGTH   5

/* What stands behind the base. */
static const struct
{
  int column; /* of ROW_SQL */
  int length;
} numbers[] = { { 2, 5 }, { 3, 2 }, { 4, 3 }, { 5, 2 }, { 6, 2 }, { 7, 4 } };

/* Right-aligned with zeros; FALSE when it has no room, or is no code of digits and capitals. */
static gboolean
append_number (GString    *code,
               const char *text,
               gsize       length)
{
  gsize n = text != NULL ? strlen (text) : 0;

  if (n > length)
    return FALSE;
  for (gsize i = n; i < length; i++)
    g_string_append_c (code, '0');
  for (gsize i = 0; i < n; i++)
    {
      if (!g_ascii_isalnum (text[i]))
        return FALSE;
      g_string_append_c (code, g_ascii_toupper (text[i]));
    }
  return TRUE;
}

/* 甲乙丙丁… are A B C D …; 之二 and 附2号 are 2. */
static char *
plain_sub (const char *text)
{
  static const char stems[] = "甲乙丙丁戊己庚辛壬癸";
  g_autoptr (GString) out = g_string_new (NULL);
  gsize n_chars = 0;
  int   value = -1;

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *character = g_strndup (p, (gsize)(g_utf8_next_char (p) - p));
      const char      *stem = strlen (character) == 3 ? strstr (stems, character) : NULL;

      if (stem != NULL)
        g_string_append_c (out, (char)('A' + (stem - stems) / 3));
      else if (strstr ("之附号-", character) == NULL)
        g_string_append (out, character);
      n_chars = (gsize)g_utf8_strlen (out->str, -1);
    }
  if (n_chars > 0)
    value = yutu_normal_parse_numeral (out->str, n_chars);
  return value >= 0 ? g_strdup_printf ("%d", value) : g_string_free (g_steal_pointer (&out), FALSE);
}

/* The part of an id that its file counts up. */
static gboolean
append_serial (GString *code,
               gint64   id)
{
  const gint64 counter = (G_GINT64_CONSTANT (1) << 40) - 1;
  char         text[SERIAL_LENGTH + 1] = "00000";

  id &= counter;
  for (int i = SERIAL_LENGTH - 1; i >= 0; i--, id /= 36)
    text[i] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[id % 36];
  g_string_append (code, text);
  return id == 0;
}

/* *code is NULL when the unit has none on @day. */
static gboolean
load_division_code (YutuConnection *connection,
                    gint64          unit,
                    YutuDay         day,
                    char          **code,
                    GError        **error)
{
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection,
                             "SELECT code FROM division WHERE unit = ?1 AND valid_from <= ?2 AND valid_to > ?2", error);
  char     text[YUTU_DAY_TEXT_SIZE];
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, unit);
  sqlite3_bind_text (statement, 2, yutu_day_format (day, text), -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  if (row)
    *code = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  return TRUE;
}

#define IS_OWN "p.id >> 40 = (SELECT value FROM file_state WHERE key = 'replica')"

/* The village and the base of an address or a place name, the numbers behind, and whether the base is this
 * file's own: one of another office may have the same serial. */
static const char ADDRESS_SQL[] =
  "SELECT a.village, a.place, a.door, a.door_sub, a.building, a.unit_no, a.floor, a.room, p.class, p.id IS NULL OR " IS_OWN " "
  "FROM address a LEFT JOIN place_name p ON p.id = a.place WHERE a.id = ?1";
static const char PLACE_SQL[] =
  "SELECT p.division, p.id, 0, NULL, NULL, NULL, NULL, NULL, p.class, " IS_OWN " FROM place_name p WHERE p.id = ?1";

static gboolean
append_row (GString      *code,
            sqlite3_stmt *row)
{
  const char *name_class = (const char *)sqlite3_column_text (row, 8);
  gint64      place = sqlite3_column_int64 (row, 1);

  g_string_append_c (code, place == 0 || g_strcmp0 (name_class, "natural-village") == 0 ? 'V'
                           : g_strcmp0 (name_class, "road") == 0                        ? 'S'
                                                                                        : 'E');
  if (!sqlite3_column_int (row, 9) || !append_serial (code, place))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      const char      *text = (const char *)sqlite3_column_text (row, numbers[i].column);
      g_autofree char *sub = numbers[i].column == 3 ? plain_sub (text) : NULL;

      if (!append_number (code, sub != NULL ? sub : text, (gsize)numbers[i].length))
        return FALSE;
    }
  return TRUE;
}

gboolean
yutu_address_load_code (YutuConnection *connection,
                        gint64          address,
                        gint64          place,
                        gint64          unit,
                        YutuDay         day,
                        char          **code,
                        GError        **error)
{
  g_autoptr (GString) tail = g_string_new (NULL);
  g_autofree char *division = NULL;
  sqlite3_stmt    *statement = NULL;
  gboolean         row = FALSE, fits = FALSE;

  *code = NULL;
  if (address == 0 && place == 0)
    return unit == 0 || load_division_code (connection, unit, day, code, error);
  statement = yutu_connection_prepare (connection, address != 0 ? ADDRESS_SQL : PLACE_SQL, error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, address != 0 ? address : place);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  if (row)
    {
      unit = sqlite3_column_int64 (statement, 0);
      fits = append_row (tail, statement);
    }
  sqlite3_reset (statement);
  if (!fits)
    return TRUE;
  if (!load_division_code (connection, unit, day, &division, error))
    return FALSE;
  if (division != NULL && strlen (division) == DIVISION_LENGTH)
    *code = g_strconcat (division, tail->str, NULL);
  return TRUE;
}

/* ---- Former codes ---- */

static void
code_free (gpointer data)
{
  YutuAddressCode *self = data;

  g_free (self->code);
  g_free (self);
}

/* The forms of the address with the rows of their villages that they overlap; the later of the first days. */
static const char DAYS_SQL[] =
  "WITH RECURSIVE form (id, village, valid_from, valid_to, depth) AS (SELECT id, village, valid_from, valid_to, 0 FROM address "
  "WHERE id = ?1 UNION ALL SELECT a.id, a.village, a.valid_from, a.valid_to, f.depth + 1 FROM form f JOIN address b ON b.id = "
  "f.id JOIN address a ON a.id = b.previous WHERE f.depth < 1000) SELECT f.id, max (f.valid_from, d.valid_from), min (f.valid_to, "
  "d.valid_to) FROM form f JOIN division d ON d.unit = f.village AND d.valid_from < f.valid_to AND f.valid_from < d.valid_to "
  "ORDER BY 2";

typedef struct
{
  gint64  id;
  YutuDay valid_from;
  YutuDay valid_to;
} Stretch;

static GArray *
list_stretches (YutuConnection *connection,
                gint64          address,
                GError        **error)
{
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  sqlite3_stmt *row = yutu_connection_prepare (connection, DAYS_SQL, error);
  gboolean      found = FALSE;

  if (row == NULL)
    return NULL;
  sqlite3_bind_int64 (row, 1, address);
  while (TRUE)
    {
      Stretch stretch = { 0 };

      if (!yutu_connection_step (connection, row, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&stretches);
      stretch.id = sqlite3_column_int64 (row, 0);
      stretch.valid_from = yutu_day_parse ((const char *)sqlite3_column_text (row, 1));
      stretch.valid_to = yutu_day_parse ((const char *)sqlite3_column_text (row, 2));
      g_array_append_val (stretches, stretch);
    }
}

GPtrArray *
yutu_address_list_codes (YutuConnection *connection,
                         gint64          address,
                         GError        **error)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (code_free);
  g_autoptr (GArray) stretches = list_stretches (connection, address, error);

  for (guint i = 0; stretches != NULL && i < stretches->len; i++)
    {
      const Stretch   *stretch = &g_array_index (stretches, Stretch, i);
      YutuAddressCode *last = codes->len > 0 ? codes->pdata[codes->len - 1] : NULL;
      g_autofree char *code = NULL;

      if (!yutu_address_load_code (connection, stretch->id, 0, 0, stretch->valid_from, &code, error))
        return NULL;
      if (code != NULL && last != NULL && last->valid_to == stretch->valid_from && strcmp (last->code, code) == 0)
        last->valid_to = stretch->valid_to;
      else if (code != NULL)
        {
          YutuAddressCode *next = g_new (YutuAddressCode, 1);

          *next = (YutuAddressCode){ g_steal_pointer (&code), stretch->valid_from, stretch->valid_to };
          g_ptr_array_add (codes, next);
        }
    }
  return stretches != NULL ? g_steal_pointer (&codes) : NULL;
}
