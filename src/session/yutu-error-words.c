/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-error-words.h"

#include <glib/gi18n.h>

#include "casework/yutu-module.h"
#include "coverage/yutu-indicator.h"
#include "division/yutu-division.h"
#include "division/yutu-topology.h"
#include "gazetteer/yutu-gazetteer-write.h"
#include "geo/yutu-crs.h"
#include "store/yutu-store.h"
#include "transfer/yutu-source.h"

static const char *
word_no_file (void)
{
  return _ ("There is no such file. It may have been moved or renamed.");
}

static const char *
word_store_error (int code)
{
  switch ((YutuStoreError)code)
    {
    case YUTU_STORE_ERROR_NOT_A_FILE:
      return _ ("This is not a Yutu file. Choose a file whose name ends in .yutu; boundary files are "
                "taken in with “yutu import”.");
    case YUTU_STORE_ERROR_NEWER:
      return _ ("The file was made by a newer Yutu and was not touched. Update Yutu to open it.");
    case YUTU_STORE_ERROR_DAMAGED:
      return _ ("The file is damaged and was not touched. Restore the newest backup, or copy the "
                "file again from where it came.");
    case YUTU_STORE_ERROR_LOCKED:
      return _ ("Another program holds the file. Close it there and try again.");
    case YUTU_STORE_ERROR_READ_ONLY:
      return _ ("The file is open for reading only. Close the window that writes to it, or ask for the "
                "right to write.");
    case YUTU_STORE_ERROR_FULL:
      return _ ("There is no room left on the disk. Nothing was changed; make room and try again.");
    case YUTU_STORE_ERROR_EXISTS:
      return _ ("There is a file of this name already. Choose another name.");
    case YUTU_STORE_ERROR_CONSTRAINT:
      return _ ("The file refused a value. Nothing was changed.");
    case YUTU_STORE_ERROR_NOTHING_TO_DO:
      return _ ("There is nothing left to undo or redo.");
    case YUTU_STORE_ERROR_CONFLICT:
      return _ ("Something was changed since, so this step cannot be taken back. Undo the later "
                "change first.");
    case YUTU_STORE_ERROR_NOT_FOUND:
      return word_no_file ();
    case YUTU_STORE_ERROR_FAILED:
    default:
      return _ ("The file could not be read or written.");
    }
}

static const char *
word_io_error (int code)
{
  switch (code)
    {
    case G_IO_ERROR_NOT_FOUND:
      return word_no_file ();
    case G_IO_ERROR_PERMISSION_DENIED:
      return _ ("You have no right to open this file. Ask whoever keeps it.");
    case G_IO_ERROR_CANCELLED:
      return _ ("It was cancelled; the file is as it was.");
    case G_IO_ERROR_NO_SPACE:
      return _ ("There is no room left on the disk. Nothing was changed; make room and try again.");
    default:
      return _ ("The file could not be read or written.");
    }
}

static const char *
word_casework_error (int code)
{
  switch ((YutuCaseworkError)code)
    {
    case YUTU_CASEWORK_ERROR_DEFINITION:
      return _ ("A definition file of the case modules is not as it must be. Correct or remove it.");
    case YUTU_CASEWORK_ERROR_UNKNOWN:
      return _ ("There is none of this name or number. Check it; what was in the file may also have been undone.");
    case YUTU_CASEWORK_ERROR_ROLE:
      return _ ("Your role may not do this.");
    case YUTU_CASEWORK_ERROR_ATTACHMENT:
      return _ ("This is no ordinary file, or it is not any more what was attached.");
    case YUTU_CASEWORK_ERROR_SIZE:
      return _ ("The file is empty, or larger than 32 MB, and was not attached. Make it smaller or split "
                "it.");
    case YUTU_CASEWORK_ERROR_TWICE:
      return _ ("The same file is attached to this case already.");
    case YUTU_CASEWORK_ERROR_STATE:
    case YUTU_CASEWORK_ERROR_GUARD:
    case YUTU_CASEWORK_ERROR_FIELD:
    case YUTU_CASEWORK_ERROR_FAILED:
    default:
      return _ ("The case could not be handled so.");
    }
}

static const char *
word_coverage_error (int code)
{
  switch ((YutuCoverageError)code)
    {
    case YUTU_COVERAGE_ERROR_UNKNOWN:
      return _ ("There is no such indicator, or it is not counted by these units. Choose another one.");
    case YUTU_COVERAGE_ERROR_COUNTY:
      return _ ("The file has no county on the chosen day. Choose another day.");
    case YUTU_COVERAGE_ERROR_REGISTER:
      return _ ("There is no such register. Name one of those of the modules.");
    case YUTU_COVERAGE_ERROR_FAILED:
    default:
      return _ ("The indicator could not be counted.");
    }
}

static const char *
word_transfer_error (int code)
{
  switch ((YutuTransferError)code)
    {
    case YUTU_TRANSFER_ERROR_NOT_FOUND:
      return word_no_file ();
    case YUTU_TRANSFER_ERROR_UNREADABLE:
      return _ ("The file is of no kind that can be taken in, or it breaks off. Check that it is whole, "
                "or save it anew where it was made.");
    case YUTU_TRANSFER_ERROR_COLUMNS:
      return _ ("The columns of the table are not those that are needed. Say which column is which, or choose another "
                "table.");
    case YUTU_TRANSFER_ERROR_TOO_LARGE:
      return _ ("There is more in the file than can be taken in at once. Split it and take in the parts.");
    case YUTU_TRANSFER_ERROR_CRS:
      return _ ("The reference system of the file is not known, or has no exact way to CGCS2000. Say which "
                "one it is, or have the file converted.");
    case YUTU_TRANSFER_ERROR_ENCODING:
      return _ ("The text of the file is in no known encoding. Say which one it is, or save the file as "
                "UTF-8.");
    case YUTU_TRANSFER_ERROR_NOT_TEXT:
      return _ ("The table cannot be read as text. Open it in the program it was made with, and save it anew: as a "
                "workbook (XLSX) without a password, or as text (CSV, UTF-8).");
    case YUTU_TRANSFER_ERROR_FULL:
      return word_store_error (YUTU_STORE_ERROR_FULL);
    case YUTU_TRANSFER_ERROR_NO_ROWS:
      return _ ("There are headings and no rows in the file. Put the rows in, or choose another file.");
    case YUTU_TRANSFER_ERROR_FAILED:
    default:
      return _ ("The file could not be read or written.");
    }
}

static const char *
word_crs_error (int code)
{
  switch ((YutuCrsError)code)
    {
    case YUTU_CRS_ERROR_UNKNOWN:
      return _ ("There is no such reference system. Give its EPSG number, for example 4490 or 4549.");
    case YUTU_CRS_ERROR_NO_SHIFT:
      return _ ("The way from this reference system to CGCS2000 is not known exactly. Have the file "
                "converted by who made it.");
    case YUTU_CRS_ERROR_RANGE:
      return _ ("A coordinate lies outside of what the reference system covers. Check the system and the "
                "order of the axes.");
    case YUTU_CRS_ERROR_FAILED:
    default:
      return _ ("The coordinates could not be converted.");
    }
}

static const char *
word_topology_error (int code)
{
  switch ((YutuTopologyError)code)
    {
    case YUTU_TOPOLOGY_ERROR_INPUT:
      return _ ("The coordinate is none on the earth. Give the longitude first, then the latitude.");
    case YUTU_TOPOLOGY_ERROR_CROSSES:
      return _ ("The line would cross or touch another one there. Nothing was changed; choose another place.");
    case YUTU_TOPOLOGY_ERROR_COLLAPSES:
      return _ ("A unit would be left without land. Nothing was changed; choose another place.");
    case YUTU_TOPOLOGY_ERROR_MEETS_ITSELF:
      return _ ("The line crosses itself, or comes back to where it was. Nothing was changed; draw it without a loop.");
    case YUTU_TOPOLOGY_ERROR_OPEN:
      return _ ("The line divides nothing. It must begin and end on the edge of the unit.");
    case YUTU_TOPOLOGY_ERROR_NOT_FOUND:
      return _ ("There is no such line or vertex. It may have been changed since.");
    case YUTU_TOPOLOGY_ERROR_FAILED:
    default:
      return _ ("The line could not be changed so. Nothing was changed.");
    }
}

static const char *
word_division_error (int code)
{
  switch ((YutuDivisionError)code)
    {
    case YUTU_DIVISION_ERROR_NOT_FOUND:
      return _ ("This is not in the file. Check how it is written, or search for it.");
    case YUTU_DIVISION_ERROR_OTHER_DAY:
      return _ ("This is not in the file on the chosen day. Choose another day.");
    case YUTU_DIVISION_ERROR_AMBIGUOUS:
      return _ ("Several places are called so. Give the code, or the unit that it belongs to as well.");
    case YUTU_DIVISION_ERROR_CODE_USED:
      return _ ("The code belongs to another unit, or once did. Give another code.");
    case YUTU_DIVISION_ERROR_INVALID:
      return _ ("It cannot be entered so. Correct what is named.");
    case YUTU_DIVISION_ERROR_CONFLICT:
      return _ ("Something of a later day is in the way. Undo that first, or choose a later day.");
    case YUTU_DIVISION_ERROR_FAILED:
    default:
      return _ ("The unit could not be read or changed.");
    }
}

static const char *
word_gazetteer_error (int code)
{
  switch ((YutuGazetteerError)code)
    {
    case YUTU_GAZETTEER_ERROR_INVALID:
      return _ ("A name or an address cannot be so. Correct what is named.");
    case YUTU_GAZETTEER_ERROR_FAILED:
    default:
      return _ ("The file could not be read or written.");
    }
}

const char *
yutu_error_words_get (const GError *error)
{
  if (error->domain == YUTU_STORE_ERROR)
    return word_store_error (error->code);
  if (error->domain == G_IO_ERROR)
    return word_io_error (error->code);
  if (error->domain == YUTU_CASEWORK_ERROR)
    return word_casework_error (error->code);
  if (error->domain == YUTU_COVERAGE_ERROR)
    return word_coverage_error (error->code);
  if (error->domain == YUTU_TRANSFER_ERROR)
    return word_transfer_error (error->code);
  if (error->domain == YUTU_CRS_ERROR)
    return word_crs_error (error->code);
  if (error->domain == YUTU_TOPOLOGY_ERROR)
    return word_topology_error (error->code);
  if (error->domain == YUTU_DIVISION_ERROR)
    return word_division_error (error->code);
  if (error->domain == YUTU_GAZETTEER_ERROR)
    return word_gazetteer_error (error->code);
  return NULL;
}
