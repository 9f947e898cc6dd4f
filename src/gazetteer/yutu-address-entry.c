/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-entry-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "base/yutu-half-width.h"
#include "gazetteer/yutu-address-row-private.h"
#include "gazetteer/yutu-normal.h"

#define MAX_DOOR   99999 /* five digits in the code */
#define MAX_UNIT   20
#define MIN_FLOOR  -5
#define MAX_FLOOR  100
#define MAX_NUMBER 24 /* bytes of a number or mark */

struct _YutuAddressEntry
{
  YutuConnection   *connection;
  YutuEntryNames    names;
  YutuEntryParser  *parser;   /* NULL until a line is read */
  YutuAddressDoors *doors;    /* those of the list */
  GArray           *problems; /* YutuAddressProblem */
  GStringChunk     *texts;    /* of the address at hand */
  const char       *base;     /* the name of its base, "" none */
  char              days[2][YUTU_DAY_TEXT_SIZE];
};

static void
problem_clear (gpointer data)
{
  g_free (((YutuAddressProblem *)data)->message);
}

YutuAddressEntry *
yutu_address_entry_new (YutuConnection *connection,
                        GError        **error)
{
  g_autoptr (YutuAddressEntry) self = g_new0 (YutuAddressEntry, 1);

  self->connection = connection;
  self->doors = yutu_address_doors_new ();
  self->problems = g_array_new (FALSE, FALSE, sizeof (YutuAddressProblem));
  g_array_set_clear_func (self->problems, problem_clear);
  self->texts = g_string_chunk_new (1024);
  if (!yutu_entry_names_init (&self->names, connection, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
yutu_address_entry_free (YutuAddressEntry *self)
{
  if (self == NULL)
    return;
  yutu_entry_names_clear (&self->names);
  yutu_entry_parser_free (self->parser);
  yutu_address_doors_free (self->doors);
  g_array_unref (self->problems);
  g_string_chunk_free (self->texts);
  g_free (self);
}

const GArray *
yutu_address_entry_get_problems (const YutuAddressEntry *self)
{
  return self->problems;
}

static void
tell (YutuAddressEntry *self,
      const char       *rule,
      const char       *field,
      gboolean          rejects,
      char             *message) /* taken */
{
  YutuAddressProblem problem = { rule, field, rejects, message };

  g_array_append_val (self->problems, problem);
}

static gboolean
is_good (const YutuAddressEntry *self)
{
  for (guint i = 0; i < self->problems->len; i++)
    if (g_array_index (self->problems, YutuAddressProblem, i).rejects)
      return FALSE;
  return TRUE;
}

void
yutu_address_entry_begin (YutuAddressEntry *self)
{
  g_array_set_size (self->problems, 0);
  g_string_chunk_clear (self->texts);
  self->base = "";
}

static void
tell_of_line (gpointer    data,
              const char *rule,
              gboolean    rejects,
              const char *message)
{
  tell (data, rule, "text", rejects, g_strdup (message));
}

gboolean
yutu_address_entry_parse (YutuAddressEntry *self,
                          const char       *line,
                          YutuAddressCells *cells,
                          GError          **error)
{
  yutu_address_entry_begin (self);
  if (self->parser == NULL)
    {
      self->parser = yutu_entry_parser_new (self->connection, error);
      if (self->parser == NULL)
        return FALSE;
    }
  yutu_entry_parser_read (self->parser, line, cells, tell_of_line, self);
  return TRUE;
}

/* ---- Cells ---- */

/* Half width, without the spaces around it; NULL for nothing and 无. */
static const char *
clean (YutuAddressEntry *self,
       const char       *field,
       const char       *text)
{
  g_autofree char *half = NULL;
  gsize            length = 0;

  if (text == NULL)
    return NULL;
  if (strpbrk (text, "\xef\xe3\xe2") != NULL && (half = yutu_half_width_dup (text)) != NULL)
    text = half;
  while (g_ascii_isspace (*text))
    text++;
  for (length = strlen (text); length > 0 && g_ascii_isspace (text[length - 1]);)
    length--;
  if (length == 0 || (length == strlen ("无") && strncmp (text, "无", length) == 0))
    return NULL;
  for (gsize i = 0; i < length; i++)
    if ((guchar)text[i] <= ' ' || text[i] == 0x7f)
      {
        tell (self, "characters", field, TRUE,
              g_strdup_printf (_ ("“%.*s” has a space or a control character inside; take it out"), (int)MIN (length, 100), text));
        return NULL;
      }
  if (half == NULL && text[length] == '\0')
    return text;
  return g_string_chunk_insert_len (self->texts, text, (gssize)length);
}

/* @text without the first of @counters that closes it. */
static const char *
strip (YutuAddressEntry  *self,
       const char        *text,
       const char *const *counters)
{
  gsize length = text != NULL ? strlen (text) : 0;

  for (gsize i = 0; text != NULL && counters[i] != NULL; i++)
    {
      gsize n = strlen (counters[i]);

      if (length > n && strcmp (text + length - n, counters[i]) == 0)
        return g_string_chunk_insert_len (self->texts, text, (gssize)(length - n));
    }
  return text;
}

static gboolean
is_digits (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

/* A numeral in Han characters as digits. */
static const char *
in_digits (YutuAddressEntry *self,
           const char       *text)
{
  char buffer[16];
  int  value = 0;

  if (text == NULL || (guchar)*text < 0x80)
    return text;
  value = yutu_normal_parse_numeral (text, (gsize)g_utf8_strlen (text, -1));
  if (value < 0)
    return text;
  g_snprintf (buffer, sizeof buffer, "%d", value);
  return g_string_chunk_insert (self->texts, buffer);
}

static const char *
read_number (YutuAddressEntry  *self,
             const char        *field,
             const char        *text,
             const char *const *counters)
{
  const char *number = in_digits (self, strip (self, clean (self, field, text), counters));

  if (number == NULL || strlen (number) <= MAX_NUMBER)
    return number;
  tell (self, "value", field, TRUE, g_strdup_printf (_ ("“%.100s” is no number; write it without other words"), number));
  return NULL;
}

/* A-03, A-03地块; a plot that has a door is told by that. */
static void
read_parcel (YutuAddressEntry *self,
             const char       *text,
             const char       *sub,
             YutuAddressSpec  *spec)
{
  static const char *const words[] = { "号地块", YUTU_ADDRESS_PARCEL_WORD, NULL };
  const char              *number = strip (self, clean (self, "parcel", text), words);
  g_autofree char         *whole = NULL;

  if (number == NULL)
    return;
  if (sub != NULL || strlen (number) > MAX_NUMBER || strpbrk (number, ",;/()[]") != NULL)
    {
      tell (self, "value", "parcel", TRUE,
            g_strdup_printf (_ ("“%.100s” is no number of a parcel; write A-03 alone, and no number behind a door"), number));
      return;
    }
  whole = g_strconcat (number, YUTU_ADDRESS_PARCEL_WORD, NULL);
  spec->door_sub = g_string_chunk_insert (self->texts, whole);
}

/* 128, 128号, 128-3, 128号之二, 128号甲. */
static void
read_door (YutuAddressEntry       *self,
           const YutuAddressCells *cells,
           YutuAddressSpec        *spec)
{
  static const char *const none[] = { "号", NULL };
  const char              *text = clean (self, "door", cells->door);
  const char              *sub = strip (self, clean (self, "door_sub", cells->door_sub), none);
  const char              *rest = NULL;
  gsize                    n = text != NULL ? strspn (text, "0123456789") : 0;

  spec->door = 0;
  spec->door_sub = NULL;
  if (text != NULL && n == 0)
    {
      text = in_digits (self, strip (self, text, none));
      n = strspn (text, "0123456789");
    }
  if (text != NULL && (n == 0 || n > 5 || g_ascii_strtoll (text, NULL, 10) <= 0))
    {
      tell (self, "value", "door", TRUE,
            g_strdup_printf (_ ("“%.100s” is no door number; write a number from 1 to %d"), text, MAX_DOOR));
      return;
    }
  if (text == NULL && cells->parcel != NULL)
    {
      read_parcel (self, cells->parcel, sub, spec);
      return;
    }
  if (text == NULL)
    {
      if (sub != NULL)
        tell (self, "required", "door", TRUE, g_strdup (_ ("a number behind the door is given, but no door; give both")));
      return;
    }
  spec->door = (int)g_ascii_strtoll (text, NULL, 10);
  rest = text + n;
  if (g_str_has_prefix (rest, "号"))
    rest += strlen ("号");
  if (*rest != '\0' && sub == NULL)
    sub = strip (self, rest, none);
  else if (*rest != '\0')
    tell (self, "value", "door", TRUE,
          g_strdup_printf (_ ("“%.100s” has a number behind the door, and so has door_sub; give it once"), text));
  if (sub != NULL && *sub == '-')
    sub++;
  if (sub != NULL && (*sub == '\0' || strlen (sub) > MAX_NUMBER || strpbrk (sub, ",;/()[]") != NULL))
    tell (self, "value", "door_sub", TRUE,
          g_strdup_printf (_ ("“%.100s” is no number behind a door; write 3, 之二, 附3号 or 甲"), sub));
  spec->door_sub = sub;
}

static void
read_numbers (YutuAddressEntry       *self,
              const YutuAddressCells *cells,
              YutuAddressSpec        *spec)
{
  static const char *const buildings[] = { "号楼", "幢", "栋", "座", "#", NULL };
  static const char *const units[] = { "单元", "梯", NULL };
  static const char *const floors[] = { "层", "楼", "F", "f", NULL };
  static const char *const rooms[] = { "号房", "室", "房", NULL };
  const char              *floor = NULL;

  read_door (self, cells, spec);
  spec->building = read_number (self, "building", cells->building, buildings);
  spec->unit_no = read_number (self, "unit_no", cells->unit_no, units);
  spec->room = read_number (self, "room", cells->room, rooms);
  floor = read_number (self, "floor", cells->floor, floors);
  if (floor != NULL && g_str_has_prefix (floor, "地下") && is_digits (floor + strlen ("地下")))
    {
      char buffer[MAX_NUMBER + 2];

      g_snprintf (buffer, sizeof buffer, "-%s", floor + strlen ("地下"));
      floor = g_string_chunk_insert (self->texts, buffer);
    }
  spec->floor = floor;
  if (spec->unit_no != NULL && is_digits (spec->unit_no) && g_ascii_strtoll (spec->unit_no, NULL, 10) > MAX_UNIT)
    tell (self, "value", "unit_no", TRUE,
          g_strdup_printf (_ ("a building has at most %d entrances; “%s” is another number"), MAX_UNIT, spec->unit_no));
  if (floor != NULL && (is_digits (floor) || (*floor == '-' && is_digits (floor + 1))) &&
      (g_ascii_strtoll (floor, NULL, 10) < MIN_FLOOR || g_ascii_strtoll (floor, NULL, 10) > MAX_FLOOR))
    tell (self, "value", "floor", TRUE,
          g_strdup_printf (_ ("floors go from %d to %d; “%s” is another number"), MIN_FLOOR, MAX_FLOOR, floor));
}

/* ---- Units ---- */

/* @text is said of the level whose name is @name. */
static void
compare_level (YutuAddressEntry *self,
               const char       *field,
               const char       *text,
               const char       *name)
{
  text = clean (self, field, text);
  if (text != NULL && name != NULL && strcmp (text, name) != 0)
    tell (self, "unknown-unit", field, TRUE,
          g_strdup_printf (_ ("it lies in %s by its village, not in %s; correct one of them, or leave the row out"), name, text));
}

static gboolean
find_village (YutuAddressEntry        *self,
              const YutuAddressCells  *cells,
              const YutuEntryVillage **village,
              GError                 **error)
{
  YutuAddressProblem why = { 0 };
  const char        *township = clean (self, "township", cells->township);
  const char        *name = clean (self, "village", cells->village);

  *village = NULL;
  if (name == NULL)
    {
      if (is_good (self))
        tell (self, "required", "village", TRUE, g_strdup (_ ("it names no village or community; give it by name or code")));
      return TRUE;
    }
  if (!yutu_entry_find_village (&self->names, township, name, cells->valid_from, village, &why, error))
    return FALSE;
  if (why.message != NULL)
    g_array_append_val (self->problems, why);
  if (*village == NULL || (*village)->names == NULL)
    return TRUE;
  compare_level (self, "province", cells->province, (*village)->names->levels[0]);
  compare_level (self, "city", cells->city, (*village)->names->levels[1]);
  compare_level (self, "county", cells->county, (*village)->names->levels[2]);
  return TRUE;
}

/* ---- The base ---- */

typedef struct
{
  const char *road;
  const char *natural_village;
  const char *estate;
} BaseNames;

static void
leave_out (YutuAddressEntry *self,
           const char       *field,
           const char       *text)
{
  if (text != NULL)
    tell (self, "left-out", field, FALSE,
          g_strdup_printf (_ ("an address has one base: “%s” is left out of it"), text));
}

/* Which of the names is the base, and what of the rest has no place then. */
static YutuBaseSlot
choose_base (YutuAddressEntry *self,
             const BaseNames  *names,
             YutuAddressSpec  *spec,
             const char      **name)
{
  if (names->estate != NULL &&
      (spec->building != NULL || (names->road == NULL && names->natural_village == NULL)))
    {
      gboolean has_other = names->road != NULL || names->natural_village != NULL;

      leave_out (self, "road", names->road);
      leave_out (self, "natural_village", names->natural_village);
      if (has_other)
        {
          spec->door = 0;
          spec->door_sub = NULL;
        }
      *name = names->estate;
      return YUTU_BASE_ESTATE;
    }
  leave_out (self, "estate", names->estate);
  if (names->road != NULL)
    leave_out (self, "natural_village", names->natural_village);
  *name = names->road != NULL ? names->road : names->natural_village;
  return names->road != NULL ? YUTU_BASE_ROAD : YUTU_BASE_NATURAL_VILLAGE;
}

static gboolean
find_base (YutuAddressEntry       *self,
           const YutuAddressCells *cells,
           const YutuEntryVillage *village,
           YutuAddressElements    *elements,
           YutuAddressSpec        *spec,
           GError                **error)
{
  static const char *const lanes[] = { "弄", NULL };
  BaseNames                names = { clean (self, "road", cells->road), clean (self, "natural_village", cells->natural_village),
                                     clean (self, "estate", cells->estate) };
  const char              *lane = read_number (self, "lane", cells->lane, lanes);
  const char              *name = NULL;
  YutuBaseSlot             slot = YUTU_BASE_ROAD;
  YutuAddressProblem       why = { 0 };

  if (lane != NULL)
    {
      g_autofree char *with_lane = g_strconcat (names.road != NULL ? names.road : "", lane, "弄", NULL);

      names.road = g_string_chunk_insert (self->texts, with_lane);
    }
  slot = choose_base (self, &names, spec, &name);
  spec->kind = yutu_address_is_parcel (spec->door, spec->door_sub) ? YUTU_ADDRESS_PARCEL
               : name == NULL || slot == YUTU_BASE_NATURAL_VILLAGE ? YUTU_ADDRESS_VILLAGE_DOOR
               : slot == YUTU_BASE_ROAD                            ? YUTU_ADDRESS_ROAD_DOOR
               : spec->building != NULL || spec->door > 0          ? YUTU_ADDRESS_ESTATE_BUILDING
                                                                   : YUTU_ADDRESS_LANDMARK;
  if (slot != YUTU_BASE_ESTATE && spec->door == 0 && spec->kind != YUTU_ADDRESS_PARCEL && is_good (self))
    tell (self, "required", "door", TRUE, g_strdup (_ ("an address on a road or in a village needs its door number")));
  if (name == NULL || village == NULL)
    return TRUE;
  *(slot == YUTU_BASE_ROAD              ? &elements->road
    : slot == YUTU_BASE_NATURAL_VILLAGE ? &elements->natural_village
                                        : &elements->estate) = name;
  self->base = name;
  if (!yutu_entry_find_base (&self->names, village, slot, name, cells->valid_from, cells->has_point ? &cells->point : NULL,
                             &spec->place, &why, error))
    return FALSE;
  if (why.message != NULL)
    g_array_append_val (self->problems, why);
  return TRUE;
}

/* ---- The whole ---- */

static void
compose (YutuAddressEntry       *self,
         const YutuEntryVillage *village,
         YutuAddressElements    *elements,
         YutuAddressSpec        *spec)
{
  g_autofree char *text = NULL;

  elements->province = village->names->levels[0];
  elements->city = village->names->levels[1];
  elements->county = village->names->levels[2];
  elements->township = village->names->levels[3];
  elements->village = village->names->levels[4];
  elements->door = spec->door;
  elements->door_sub = spec->door_sub;
  elements->building = spec->building;
  elements->unit_no = spec->unit_no;
  elements->floor = spec->floor;
  elements->room = spec->room;
  text = yutu_address_compose (elements);
  spec->text = g_string_chunk_insert (self->texts, text);
}

gboolean
yutu_address_entry_resolve (YutuAddressEntry       *self,
                            const YutuAddressCells *cells,
                            YutuAddressSpec        *spec,
                            gboolean               *good,
                            GError                **error)
{
  const YutuEntryVillage *village = NULL;
  YutuAddressElements     elements = { 0 };

  *spec = (YutuAddressSpec){
    .valid_from = yutu_day_format (cells->valid_from, self->days[0]),
    .valid_to = cells->valid_to != YUTU_DAY_INVALID ? yutu_day_format (cells->valid_to, self->days[1]) : NULL,
    .has_point = cells->has_point,
    .point = cells->point,
  };
  if (cells->valid_to != YUTU_DAY_INVALID && cells->valid_to <= cells->valid_from)
    tell (self, "value", "valid_to", TRUE, g_strdup (_ ("it ends before it begins; correct the days")));
  read_numbers (self, cells, spec);
  if (!find_village (self, cells, &village, error) ||
      !find_base (self, cells, village, &elements, spec, error))
    return FALSE;
  *good = is_good (self) && village != NULL && village->names != NULL;
  if (!*good)
    return TRUE;
  spec->village = village->unit;
  compose (self, village, &elements, spec);
  return TRUE;
}

/* ---- Doubles ---- */

static gboolean
is_same (const char *a,
         const char *b)
{
  return strcmp (a != NULL ? a : "", b != NULL ? b : "") == 0;
}

/* Of one village, base and door. */
static gboolean
has_same_text (sqlite3_stmt          *row,
               const YutuAddressSpec *spec)
{
  const char *room = (const char *)sqlite3_column_text (row, 6);
  gboolean    has_room = room != NULL && *room != '\0';
  gboolean    has_sub = spec->door > 0 || yutu_address_is_parcel (spec->door, spec->door_sub) ||
                     yutu_address_is_parcel (spec->door, (const char *)sqlite3_column_text (row, 2));

  return sqlite3_column_int64 (row, 1) == spec->village &&
         (!has_sub || is_same ((const char *)sqlite3_column_text (row, 2), spec->door_sub)) &&
         is_same ((const char *)sqlite3_column_text (row, 3), spec->building) &&
         is_same ((const char *)sqlite3_column_text (row, 4), spec->unit_no) && is_same (room, spec->room) &&
         (has_room || is_same ((const char *)sqlite3_column_text (row, 5), spec->floor));
}

static void
bind_number (sqlite3_stmt *statement,
             int           index,
             const char   *text)
{
  if (text != NULL && *text != '\0')
    sqlite3_bind_text (statement, index, text, -1, SQLITE_STATIC);
  else
    sqlite3_bind_null (statement, index);
}

/* *twin: of an address of the file with the text of @spec that stands on one of its days; 0: there is none. */
static gboolean
find_twin (YutuAddressEntry      *self,
           const YutuAddressSpec *spec,
           YutuDay                valid_from,
           YutuDay                valid_to,
           gint64                *twin,
           GError               **error)
{
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    self->connection,
    spec->place != 0
      ? "SELECT id, village, door_sub, building, unit_no, floor, room, valid_from, valid_to FROM address INDEXED BY "
        "address_place WHERE place = ?1 AND door = ?2 AND building IS ?3 AND unit_no IS ?4 AND room IS ?5"
      : "SELECT id, village, door_sub, building, unit_no, floor, room, valid_from, valid_to FROM address INDEXED BY "
        "address_village WHERE village = ?1 AND door = ?2 AND place IS NULL",
    error);

  *twin = 0;
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, spec->place != 0 ? spec->place : spec->village);
  sqlite3_bind_int (row, 2, MAX (spec->door, 0));
  if (spec->place != 0)
    {
      bind_number (row, 3, spec->building);
      bind_number (row, 4, spec->unit_no);
      bind_number (row, 5, spec->room);
    }
  while (found && *twin == 0)
    {
      if (!yutu_connection_step (self->connection, row, &found, error))
        return FALSE;
      if (found && has_same_text (row, spec) && yutu_column_day (row, 7) < valid_to && valid_from < yutu_column_day (row, 8))
        *twin = sqlite3_column_int64 (row, 0);
    }
  sqlite3_reset (row);
  return TRUE;
}

gboolean
yutu_address_entry_note (YutuAddressEntry      *self,
                         const YutuAddressSpec *spec,
                         gint64                 row,
                         gboolean              *is_new,
                         GError               **error)
{
  YutuDay from = yutu_day_parse (spec->valid_from);
  YutuDay to = yutu_day_parse (spec->valid_to != NULL ? spec->valid_to : YUTU_DAY_OPEN_TEXT);
  gint64  before = yutu_address_doors_add (self->doors, spec, self->base, from, to, row);
  gint64  twin = 0;

  /* What stands in the list before may be in the file by now. */
  if (before == 0 && !find_twin (self, spec, from, to, &twin, error))
    return FALSE;
  *is_new = before == 0 && twin == 0;
  if (before != 0)
    tell (self, "double", NULL, TRUE,
          g_strdup_printf (_ ("“%s” stands in row %" PRId64 " too; leave one of them out"), spec->text, before));
  else if (twin != 0)
    tell (self, "double", NULL, TRUE,
          g_strdup_printf (_ ("“%s” is there already as address %" PRId64 "; leave the row out"), spec->text, twin));
  return TRUE;
}
