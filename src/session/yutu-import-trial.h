/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Taking a file in step by step, as a window does it: what was understood of it, a trial that changes
 * nothing, then the import with the proposals that were accepted. The same functions as the command
 * line's (yutu-import.h), on workers. */
#pragma once

#include "scene/yutu-sketch.h"
#include "session/yutu-facility-edit.h"
#include "session/yutu-import-fields.h"
#include "session/yutu-import.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

/* Of yutu-import-fields.h, but for lines and pillars. @object: (nullable) */
gboolean yutu_import_is_list (const char *object);

/* What a person chose. Texts are owned; NULL as in YutuImportSpec. */
typedef struct
{
  char    *path;
  gboolean is_codes; /* a register of codes; else divisions */
  const char *object; /* a list of yutu-import-fields.h; static; NULL: divisions or codes */
  char       *kind;   /* of facilities: the register */
  GStrv       maps;   /* of a list: "ID=COLUMN"; "ID=": no column; NULL: by their names */
  GStrv       replaces; /* of classes: "OLD=NEW"; NULL: none */
  char    *encoding;
  char    *crs;
  char    *layer;
  gboolean swap_axes;
  char    *name_field;
  char    *code_field;
  int      level; /* 0: not known yet */
  char    *valid_from;
} YutuImportChoice;

YutuImportChoice *yutu_import_choice_new (const char *path) G_GNUC_WARN_UNUSED_RESULT;
YutuImportChoice *yutu_import_choice_copy (const YutuImportChoice *self) G_GNUC_WARN_UNUSED_RESULT;
void              yutu_import_choice_free (YutuImportChoice *self);

#define YUTU_IMPORT_SAMPLES 5

/* What was understood. */
typedef struct
{
  char       *summary; /* "GeoJSON, EPSG:4326, UTF-8" */
  GPtrArray  *layers;  /* char * */
  gsize       layer;
  gsize       n_rows;
  gsize       n_with_land;
  GPtrArray  *fields;     /* char * */
  int         name_field; /* index into fields; -1: none */
  int         code_field;
  GPtrArray  *samples; /* GStrv, one a row, texts as fields; NULL texts are "" */
  int         level;   /* guessed by codes and names; 0: no guess */
  gsize       n_of_level[6]; /* rows whose codes are of the level; 0: that tell none */
  const char *object;  /* guessed by the fields; static; NULL: units or codes */
  const char *kind;    /* guessed with it: the register, the modules' own; NULL: none, or several may be it */
  GPtrArray  *columns; /* YutuImportField of the list that was chosen; NULL: none was */
  GHashTable *names;   /* gint64 row → char * */
  YutuSketch *sketch;  /* its geometries; NULL for a table */
} YutuImportReading;

void yutu_import_reading_free (YutuImportReading *self);

/* What a trial found. */
typedef struct
{
  YutuDivisionImportResult result;
  GPtrArray               *claims;  /* char *, one a finding: the rows whose polygons cover its place,
                                    * by name; NULL where fewer than two do */
  gsize                    n_codes; /* of a register */
  gboolean                 is_list; /* that is added to what is there; not a table in the place of another */
  gsize                    n_added; /* of a list */
  gsize                    n_changed;
  gsize                    n_unchanged;
  gsize                    n_collected; /* of addresses: those that say no status and come in as collected */
  YutuSketch              *sketch;  /* of a list: where its rows lie; NULL: nothing tells it */
  GPtrArray               *classes; /* of a table of classes: char *, "CODE TITLE" each; NULL */
} YutuImportTrial;

void yutu_import_trial_free (YutuImportTrial *self);

/* Reads the whole file. Errors: those of yutu_source_read(). Not for the main thread. */
YutuImportReading *yutu_file_read_import (YutuFile               *self,
                                          const YutuModules      *modules,
                                          const YutuImportChoice *choice,
                                          YutuProgress           *progress,
                                          GError                **error) G_GNUC_WARN_UNUSED_RESULT;
/* Changes nothing. */
YutuImportTrial *yutu_file_try_import (YutuFile               *self,
                                       const YutuModules      *modules,
                                       const YutuSigner       *signer,
                                       const YutuImportChoice *choice,
                                       YutuProgress           *progress,
                                       GCancellable           *cancellable,
                                       GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/* What may help when a source cannot be read. */
typedef enum
{
  YUTU_IMPORT_REMEDY_NONE,
  YUTU_IMPORT_REMEDY_CRS,      /* name its reference system */
  YUTU_IMPORT_REMEDY_ENCODING, /* name the encoding of its texts */
  YUTU_IMPORT_REMEDY_FILE,     /* put it back where it was */
} YutuImportRemedy;

YutuImportRemedy yutu_import_remedy_of (const GError *error);

/* ---- For a window. @choice is copied; @progress (nullable) is read while it runs. ---- */

void               yutu_session_read_import_async (YutuSession            *self,
                                                   const YutuImportChoice *choice,
                                                   YutuProgress           *progress,
                                                   GCancellable           *cancellable,
                                                   GAsyncReadyCallback     callback,
                                                   gpointer                user_data);
YutuImportReading *yutu_session_read_import_finish (YutuSession  *self,
                                                    GAsyncResult *result,
                                                    GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void               yutu_session_try_import_async (YutuSession            *self,
                                                  const YutuImportChoice *choice,
                                                  YutuProgress           *progress,
                                                  GCancellable           *cancellable,
                                                  GAsyncReadyCallback     callback,
                                                  gpointer                user_data);
YutuImportTrial   *yutu_session_try_import_finish (YutuSession  *self,
                                                   GAsyncResult *result,
                                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* One journal entry. @accepted: ids of findings, referenced and not to be changed meanwhile. The
 * result says what was found this time; when something rejects, nothing was written. */
void             yutu_session_import_async (YutuSession            *self,
                                            const YutuImportChoice *choice,
                                            GHashTable             *accepted,
                                            YutuProgress           *progress,
                                            GCancellable           *cancellable,
                                            GAsyncReadyCallback     callback,
                                            gpointer                user_data);
YutuImportTrial *yutu_session_import_finish (YutuSession  *self,
                                             GAsyncResult *result,
                                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuImportChoice, yutu_import_choice_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuImportReading, yutu_import_reading_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuImportTrial, yutu_import_trial_free)

G_END_DECLS
