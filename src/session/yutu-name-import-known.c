/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A row that has the number of a place name of the file. It may say again what that is, and something new of its
 * record; where it stands, in what and from when is changed by the tools for that. */

#include "session/yutu-name-import-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "gazetteer/yutu-place-name.h"
#include "session/yutu-name-fields.h"

static char *
refuse_kept (const char *number,
             const char *kept)
{
  return g_strdup_printf (_ ("place name %s has “%s” here in this file; a list changes only its record: leave the cell empty, or "
                             "use renaming, moving or a case"),
                          number, kept);
}

/* Whether @text is the name, the code or the statistical code of @unit at some time. */
static gboolean
is_unit (YutuConnection *connection,
         gint64          unit,
         const char     *text,
         char          **name,
         gboolean       *is_it,
         GError        **error)
{
  gboolean      found = TRUE;
  sqlite3_stmt *row =
    yutu_connection_prepare (connection, "SELECT name, ?2 IN (name, code, stat_code) FROM division WHERE unit = ?1 ORDER BY valid_from", error);

  *is_it = unit == 0 && text == NULL;
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, unit);
  sqlite3_bind_text (row, 2, text, -1, SQLITE_STATIC);
  while (found)
    {
      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      if (!found)
        break;
      g_free (*name);
      *name = g_strdup ((const char *)sqlite3_column_text (row, 0));
      *is_it = *is_it || sqlite3_column_int (row, 1) != 0;
    }
  return TRUE;
}

/* *message: NULL when the row says what is kept, as far as it says anything. */
static gboolean
compare_place (YutuConnection        *connection,
               const YutuPlaceName   *place,
               const YutuNameRowSaid *said,
               const char           **field,
               char                 **message,
               GError               **error)
{
  char             day[YUTU_DAY_TEXT_SIZE];
  g_autofree char *unit = NULL;
  gboolean         is_it = TRUE;
  gboolean         is_moved = said->has_point && (place->shape == NULL || place->shape->kind != YUTU_SHAPE_POINT ||
                                          !yutu_import_rows_is_same_point (place->shape->points[0], said->point));

  if (said->division != NULL && !is_unit (connection, place->division, said->division, &unit, &is_it, error))
    return FALSE;
  if (!is_it)
    {
      *field = "division";
      *message = refuse_kept (said->number, unit != NULL ? unit : "");
    }
  else if (said->status != NULL && strcmp (said->status, place->status) != 0)
    {
      *field = "status";
      *message = refuse_kept (said->number, place->status);
    }
  else if (said->from != YUTU_DAY_INVALID && said->from != place->valid_from)
    {
      *field = "valid_from";
      *message = refuse_kept (said->number, yutu_day_format (place->valid_from, day));
    }
  else if (said->to != YUTU_DAY_INVALID && said->to != place->valid_to)
    {
      *field = "valid_to";
      *message = refuse_kept (said->number, yutu_day_format (place->valid_to, day));
    }
  else if (is_moved)
    {
      *field = "lon";
      *message = refuse_kept (said->number, _ ("another position"));
    }
  return TRUE;
}

gboolean
yutu_name_import_compare (YutuConnection        *connection,
                          const YutuNameRowSaid *said,
                          gint64                *id,
                          char                 **changes,
                          const char           **field,
                          char                 **message,
                          GError               **error)
{
  char *end = NULL;
  g_autoptr (YutuPlaceName) place = NULL;

  *id = g_ascii_strtoll (said->number, &end, 10);
  if (!yutu_place_name_load (connection, *end == '\0' ? *id : 0, &place, error))
    return FALSE;
  *field = "id";
  if (place == NULL || strcmp (place->name, said->name) != 0 || strcmp (place->name_class, said->name_class) != 0)
    {
      *message = g_strdup_printf (_ ("place name %s of this file is another one, or none; leave the number empty for a new name, and "
                                     "the column out where the table is of another file"),
                                  said->number);
      return TRUE;
    }
  return compare_place (connection, place, said, field, message, error) &&
         (*message != NULL || yutu_name_record_compare (connection, *id, said->record, changes, error));
}
