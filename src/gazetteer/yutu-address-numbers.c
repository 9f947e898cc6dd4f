/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-numbers-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/yutu-half-width.h"

#define MAX_BYTES  24
#define MAX_DIGITS 6 /* in a row: more are a telephone's */
#define MAX_UNIT   20
#define MIN_FLOOR  (-5)
#define MAX_FLOOR  100

/* Behind a door. */
static const char SUB_CHARACTERS[] = "之附甲乙丙丁戊己庚辛壬癸零一二三四五六七八九十百东西南北中前后左右上下内外旁";

static gboolean
refuse (GError    **error,
        const char *format,
        const char *text)
{
  g_autofree char *message = g_strdup_printf ("“%s”: %s", text, format);

  g_set_error_literal (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID, message);
  return FALSE;
}

/* Half width, without spaces, and without the first of @counters that closes it; NULL: nothing is left. */
static char *
dup_clean (const char        *text,
           const char *const *counters)
{
  g_autofree char *half = text != NULL ? yutu_half_width_dup (text) : NULL;
  g_autoptr (GString) packed = g_string_new (NULL);

  for (const char *c = half; c != NULL && *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isspace (g_utf8_get_char (c)))
      g_string_append_unichar (packed, g_utf8_get_char (c));
  for (gsize i = 0; counters[i] != NULL; i++)
    if (packed->len > strlen (counters[i]) && g_str_has_suffix (packed->str, counters[i]))
      {
        g_string_truncate (packed, packed->len - strlen (counters[i]));
        break;
      }
  return packed->len > 0 ? g_string_free (g_steal_pointer (&packed), FALSE) : NULL;
}

static gboolean
is_number (const char *text)
{
  int digits = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      digits = g_ascii_isdigit (*c) ? digits + 1 : 0;
      if (digits > MAX_DIGITS ||
          !(g_ascii_isalnum (*c) || *c == '-' || g_unichar_get_script (character) == G_UNICODE_SCRIPT_HAN))
        return FALSE;
    }
  return strlen (text) <= MAX_BYTES;
}

static gboolean
is_sub_number (const char *text)
{
  if (g_str_has_suffix (text, YUTU_ADDRESS_PARCEL_WORD))
    return TRUE;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if ((*c & 0x80) != 0 && g_utf8_strchr (SUB_CHARACTERS, -1, g_utf8_get_char (c)) == NULL)
      return FALSE;
  return TRUE;
}

/* FALSE: @text is a number out of range; anything else may stand. */
static gboolean
lies_between (const char *text,
              int         min,
              int         max)
{
  char  *end = NULL;
  gint64 number = g_ascii_strtoll (text, &end, 10);

  return *end != '\0' || (number >= min && number <= max);
}

typedef struct
{
  const char        *typed;
  const char        *kept; /* in the row */
  const char *const *counters;
  const char       **value;
} Element;

static gboolean
read_element (const Element *element,
              GStringChunk  *texts,
              GError       **error)
{
  g_autofree char *text = NULL;

  *element->value = element->typed != NULL && *element->typed != '\0' ? element->typed : NULL;
  if (*element->value == NULL || g_strcmp0 (*element->value, element->kept) == 0) /* however it came in */
    return TRUE;
  text = dup_clean (element->typed, element->counters);
  *element->value = text != NULL ? g_string_chunk_insert (texts, text) : NULL;
  return text == NULL || is_number (text) || refuse (error, _ ("write a number, a letter or a short mark, without other words"), text);
}

gboolean
yutu_address_numbers_read (const YutuAddressNumbers *numbers,
                           const YutuAddressRow     *row,
                           GStringChunk             *texts,
                           YutuAddressSpec          *spec,
                           GError                  **error)
{
  static const char *const doors[] = { "号", NULL };
  static const char *const buildings[] = { "号楼", "幢", "栋", "座", "#", NULL };
  static const char *const units[] = { "单元", "梯", NULL };
  static const char *const floors[] = { "层", "楼", "F", "f", NULL };
  static const char *const rooms[] = { "号房", "室", "房", NULL };
  const Element            elements[] = {
               { numbers->door_sub, row->door_sub, doors, &spec->door_sub },
               { numbers->building, row->building, buildings, &spec->building },
               { numbers->unit_no, row->unit_no, units, &spec->unit_no },
               { numbers->floor, row->floor, floors, &spec->floor },
               { numbers->room, row->room, rooms, &spec->room },
  };

  spec->door = numbers->door;
  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++)
    if (!read_element (&elements[i], texts, error))
      return FALSE;
  if (spec->door_sub != NULL && *spec->door_sub == '-' && spec->door_sub[1] != '\0')
    spec->door_sub++;
  if (spec->door_sub != NULL && g_strcmp0 (spec->door_sub, row->door_sub) != 0 && !is_sub_number (spec->door_sub))
    return refuse (error, _ ("behind a door write 3, 之二, 附3 or 甲"), spec->door_sub);
  if (spec->unit_no != NULL && g_strcmp0 (spec->unit_no, row->unit_no) != 0 && !lies_between (spec->unit_no, 1, MAX_UNIT))
    return refuse (error, _ ("entrances are counted from 1 to 20"), spec->unit_no);
  if (spec->floor != NULL && g_strcmp0 (spec->floor, row->floor) != 0 && !lies_between (spec->floor, MIN_FLOOR, MAX_FLOOR))
    return refuse (error, _ ("floors go from -5 to 100"), spec->floor);
  return TRUE;
}
