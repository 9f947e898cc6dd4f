/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-typed.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "base/yutu-half-width.h"
#include "base/yutu-number.h"
#include "ui/yutu-words.h"

/* ---- Text to number ---- */

/* Half width and without blanks. */
static char *
to_half_width (const char *text)
{
  g_autofree char *half = yutu_half_width_dup (text);
  GString         *packed = g_string_new (NULL);

  for (const char *p = half; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (packed, g_utf8_get_char (p));
  return g_string_free (packed, FALSE);
}

/* Takes @suffix off @text when it ends so. */
static gboolean
drop_suffix (char       *text,
             const char *suffix)
{
  if (suffix == NULL || suffix[0] == '\0' || !g_str_has_suffix (text, suffix))
    return FALSE;
  text[strlen (text) - strlen (suffix)] = '\0';
  return TRUE;
}

/* A decimal number as its digits: value = digits / 10^decimals. */
typedef struct
{
  gboolean negative;
  char     digits[40]; /* without leading zeros; "" is 0 */
  int      n_decimals;
} Decimal;

/* Commas stand before each three digits, or each four (万), or nowhere. */
static gboolean
has_good_groups (const char *text)
{
  const char *comma = strchr (text, ',');
  gsize       group;

  if (comma == NULL)
    return TRUE;
  group = strspn (comma + 1, "0123456789");
  if ((group != 3 && group != 4) || comma == text || (gsize)(comma - text) > group)
    return FALSE;
  for (; *comma == ','; comma += group + 1)
    if (strspn (comma + 1, "0123456789") != group)
      return FALSE;
  return *comma == '\0' || *comma == '.';
}

static gboolean
parse_decimal (const char *text,
               Decimal    *decimal)
{
  gboolean after_point = FALSE;
  gsize    n_digits = 0;
  gsize    kept = 0;

  *decimal = (Decimal){ .negative = *text == '-' };
  text += *text == '-' || *text == '+' ? 1 : 0;
  if (!has_good_groups (text))
    return FALSE;
  for (; *text != '\0'; text++)
    {
      if (*text == '.' && !after_point)
        after_point = TRUE;
      else if (*text == ',' && !after_point)
        continue;
      else if (!g_ascii_isdigit (*text))
        return FALSE;
      else
        {
          n_digits++;
          decimal->n_decimals += after_point ? 1 : 0;
          if (kept == 0 && *text == '0')
            continue;
          if (kept + 1 == sizeof decimal->digits)
            return FALSE;
          decimal->digits[kept++] = *text;
        }
    }
  return n_digits > 0;
}

/* @decimal times 10^@shift as a whole number; FALSE when it is none, or beyond 64 bits. */
static gboolean
to_whole (const Decimal *decimal,
          int            shift,
          gint64        *value)
{
  g_autoptr (GString) digits = g_string_new (decimal->digits);

  for (; shift < decimal->n_decimals; shift++)
    {
      if (digits->len == 0)
        break;
      if (digits->str[digits->len - 1] != '0')
        return FALSE;
      g_string_truncate (digits, digits->len - 1);
    }
  for (int i = decimal->n_decimals; i < shift && digits->len > 0; i++)
    g_string_append_c (digits, '0');
  if (digits->len == 0)
    g_string_append_c (digits, '0');
  if (decimal->negative)
    g_string_prepend_c (digits, '-');
  return g_ascii_string_to_signed (digits->str, 10, G_MININT64, G_MAXINT64, value, NULL);
}

/* ---- Reasons ---- */

static char *
word_number (const YutuField *field,
             double           value)
{
  return yutu_words_real (!isfinite (value) ? 0 : field->type == YUTU_FIELD_MONEY_FEN ? value / 100
                                                                                      : value,
                          field->type == YUTU_FIELD_INT ? 0 : 2);
}

char *
yutu_typed_hint (const YutuField *field)
{
  g_autofree char *low = word_number (field, field->min);
  g_autofree char *high = word_number (field, field->max);

  if (field->type == YUTU_FIELD_DATE)
    /* Translators: how a day is typed */
    return g_strdup (_ ("year-month-day"));
  if (field->type != YUTU_FIELD_INT && field->type != YUTU_FIELD_NUMBER &&
      field->type != YUTU_FIELD_MONEY_FEN)
    return NULL;
  if (isfinite (field->min) && isfinite (field->max))
    /* Translators: the range of a number that is to be typed */
    return g_strdup_printf (_ ("%s to %s"), low, high);
  if (isfinite (field->min))
    return g_strdup_printf (_ ("from %s"), low);
  return isfinite (field->max) ? g_strdup_printf (_ ("up to %s"), high) : NULL;
}

/* TRUE, or FALSE and @reason. */
static gboolean
check_limits (const YutuField *field,
              double           value,
              char           **reason)
{
  g_autofree char *low = word_number (field, field->min);
  g_autofree char *high = word_number (field, field->max);

  if (value >= field->min && value <= field->max)
    return TRUE;
  if (isfinite (field->min) && isfinite (field->max))
    *reason = g_strdup_printf (_ ("Must lie between %s and %s"), low, high);
  else if (isfinite (field->min))
    *reason = g_strdup_printf (_ ("Must not be below %s"), low);
  else
    *reason = g_strdup_printf (_ ("Must not be above %s"), high);
  return FALSE;
}

/* ---- By type ---- */

static JsonNode *
parse_integer (const YutuField *field,
               const char      *text,
               int              shift,
               char           **reason)
{
  Decimal decimal;
  gint64  value = 0;

  if (!parse_decimal (text, &decimal))
    *reason = g_strdup (_ ("Is not a number"));
  else if (!to_whole (&decimal, shift, &value))
    {
      if (decimal.n_decimals == 0)
        *reason = g_strdup (_ ("Is too large"));
      else
        *reason = g_strdup (field->type == YUTU_FIELD_INT ? _ ("Must be a whole number")
                                                          : _ ("Has more than two decimals"));
    }
  else if (check_limits (field, (double)value, reason))
    return json_node_init_int (json_node_alloc (), value);
  return NULL;
}

static JsonNode *
parse_money (const YutuField *field,
             char            *text,
             char           **reason)
{
  int shift = 2;

  drop_suffix (text, "元");
  if (drop_suffix (text, "万"))
    shift += 4;
  else if (drop_suffix (text, "亿"))
    shift += 8;
  return parse_integer (field, text, shift, reason);
}

static JsonNode *
parse_real (const YutuField *field,
            const char      *text,
            char           **reason)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  Decimal decimal;
  double  value;

  if (!parse_decimal (text, &decimal))
    {
      *reason = g_strdup (_ ("Is not a number"));
      return NULL;
    }
  for (const char *p = text; *p != '\0'; p++)
    if (*p != ',')
      g_string_append_c (plain, *p);
  value = g_ascii_strtod (plain->str, NULL);
  return check_limits (field, value, reason) ? json_node_init_double (json_node_alloc (), value)
                                             : NULL;
}

/* Only a day that exists: the 29th of February of a common year is not the 1st of March. */
static YutuDay
make_day (int year,
          int month,
          int day)
{
  g_autofree char *iso = g_strdup_printf ("%04d-%02d-%02d", year, month, day);

  return yutu_day_parse (iso);
}

YutuDay
yutu_typed_parse_day (const char *text)
{
  g_autofree char *half = to_half_width (text);
  int              parts[3] = { 0 };
  int              n_digits[3] = { 0 };
  int              n = 0;

  if (strlen (half) == 8 && strspn (half, "0123456789") == 8)
    {
      int ymd = (int)g_ascii_strtoll (half, NULL, 10);

      return make_day (ymd / 10000, ymd / 100 % 100, ymd % 100);
    }
  for (const char *p = half; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (n > 2)
        return YUTU_DAY_INVALID;
      if (g_ascii_isdigit (*p) && n_digits[n] < 4)
        {
          parts[n] = parts[n] * 10 + (*p - '0');
          n_digits[n]++;
        }
      else if (n_digits[n] > 0 && (strchr ("-/.", *p) != NULL || c == g_utf8_get_char ("年") ||
                                   c == g_utf8_get_char ("月") || c == g_utf8_get_char ("日") ||
                                   c == g_utf8_get_char ("号")))
        n++;
      else
        return YUTU_DAY_INVALID;
    }
  if (n_digits[0] != 4 || n_digits[1] < 1 || n_digits[1] > 2 || n_digits[2] < 1 || n_digits[2] > 2)
    return YUTU_DAY_INVALID;
  return make_day (parts[0], parts[1], parts[2]);
}

static JsonNode *
parse_date (const char *text,
            char      **reason)
{
  YutuDay day = yutu_typed_parse_day (text);
  char    iso[YUTU_DAY_TEXT_SIZE];

  if (day != YUTU_DAY_INVALID)
    return json_node_init_string (json_node_alloc (), yutu_day_format (day, iso));
  *reason = g_strdup (_ ("Is no day: type it as 2026-03-01"));
  return NULL;
}

static JsonNode *
parse_choice (const YutuField *field,
              const char      *text,
              char           **reason)
{
  for (gsize i = 0; i < field->n_choices; i++)
    if (g_str_equal (field->choices[i].id, text))
      return json_node_init_string (json_node_alloc (), text);
  *reason = g_strdup (_ ("Is none of the choices"));
  return NULL;
}

JsonNode *
yutu_typed_parse (const YutuField *field,
                  const char      *text,
                  char           **reason)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *half = NULL;

  *reason = NULL;
  if (stripped[0] == '\0')
    return json_node_init_null (json_node_alloc ());
  half = to_half_width (stripped);
  switch (field->type)
    {
    case YUTU_FIELD_INT:
      drop_suffix (half, field->unit);
      return parse_integer (field, half, 0, reason);
    case YUTU_FIELD_NUMBER:
      drop_suffix (half, field->unit);
      return parse_real (field, half, reason);
    case YUTU_FIELD_MONEY_FEN:
      return parse_money (field, half, reason);
    case YUTU_FIELD_DATE:
      return parse_date (stripped, reason);
    case YUTU_FIELD_ENUM:
      return parse_choice (field, stripped, reason);
    case YUTU_FIELD_BOOLEAN:
      return json_node_init_boolean (json_node_alloc (), g_str_equal (half, "true"));
    case YUTU_FIELD_TEXT:
    default:
      return json_node_init_string (json_node_alloc (), stripped);
    }
}

/* ---- Number to text ---- */

static char *
format_money (gint64 fen)
{
  guint64 size = fen < 0 ? 0 - (guint64)fen : (guint64)fen;

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02d", fen < 0 ? "-" : "", size / 100,
                          (int)(size % 100));
}

char *
yutu_typed_format (const YutuField *field,
                   JsonNode        *node)
{
  GType type;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return g_strdup ("");
  type = json_node_get_value_type (node);
  if (type == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (type == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "true" : "false");
  if (type == G_TYPE_DOUBLE)
    return yutu_number_to_text (json_node_get_double (node));
  if (field->type == YUTU_FIELD_MONEY_FEN)
    return format_money (json_node_get_int (node));
  return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
}
