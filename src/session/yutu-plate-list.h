/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The plates (门牌 楼牌 单元牌 户牌) of the addresses of a road, a unit or a batch: what each must bear, whether one
 * that does stands there, and the sheet by which they are made (门牌制作单). An address has one plate, of its
 * deepest element. */
#pragma once

#include "gazetteer/yutu-address-plate.h"
#include "session/yutu-facility-edit.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_PLATE_TO_MAKE,    /* none is recorded */
  YUTU_PLATE_TO_REPLACE, /* it is damaged or missing, bears another text or spelling, or another code */
  YUTU_PLATE_STANDS,
} YutuPlateState;

#define YUTU_PLATE_N_STATES 3

/* "to-make" "to-replace" "stands" */
const char *yutu_plate_state_to_text (YutuPlateState state);
/* In the language of the program; static. */
const char *yutu_plate_state_to_words (YutuPlateState state);
/* The same of a kind. */
const char *yutu_plate_kind_to_words (YutuPlateKind kind);

typedef struct
{
  gint64         address;
  YutuPlate      plate;
  char          *code;     /* its QR code; NULL: none */
  char          *standard; /* the whole address */
  gboolean       has_point;
  YutuPoint      point;
  YutuPlateState state;
  gint64         sign; /* the facility; 0: none */
} YutuPlateRow;

/* Where the addresses come from: the one that is not 0. */
typedef struct
{
  gint64   address;
  gint64   place; /* road, natural village, estate */
  gint64   unit;
  gint64   batch;  /* a case */
  gboolean is_all; /* those that stand too */
} YutuPlateSource;

typedef struct
{
  char      *title; /* of the road, the unit or the batch; NULL: of one address */
  YutuDay    day;
  GPtrArray *rows;                        /* YutuPlateRow: those asked for; of a road by number, else as they are listed elsewhere */
  gint64     counts[YUTU_PLATE_N_STATES]; /* of all */
} YutuPlateList;

void yutu_plate_list_free (YutuPlateList *self);

/* Not for the main thread. YUTU_DIVISION_ERROR_NOT_FOUND for a source that is not there. */
YutuPlateList *yutu_file_list_plates (YutuFile              *self,
                                      const YutuPlateSource *source,
                                      YutuDay                day,
                                      GCancellable          *cancellable,
                                      GError               **error) G_GNUC_WARN_UNUSED_RESULT;
/* As a sheet (.pdf) or a table (.csv, .xlsx), whole or not at all; *n_pages: (out) (optional): of a sheet. Any thread
 * but the main one. */
gboolean yutu_plate_list_save (const YutuPlateList *self,
                               const char          *path,
                               guint               *n_pages,
                               GError             **error);
/* Records on @day, as one entry, that the plates of the list were set: those to be made as signs with text, spelling
 * and QR code, those to be replaced by a correction of their sign. *n: how many. Errors of
 * yutu_file_add_facility(). */
gboolean yutu_file_record_plates (YutuFile            *self,
                                  const YutuModules   *modules,
                                  const YutuPlateList *list,
                                  YutuDay              day,
                                  const YutuSigner    *signer,
                                  gint64              *n,
                                  GError             **error);

/* ---- For a window, on its day ---- */

void           yutu_session_list_plates_async (YutuSession           *self,
                                               const YutuPlateSource *source,
                                               GCancellable          *cancellable,
                                               GAsyncReadyCallback    callback,
                                               gpointer               user_data);
YutuPlateList *yutu_session_list_plates_finish (YutuSession  *self,
                                                GAsyncResult *result,
                                                GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* *n: (out): plates on the sheet. */
void     yutu_session_save_plates_async (YutuSession           *self,
                                         const YutuPlateSource *source,
                                         const char            *path,
                                         GAsyncReadyCallback    callback,
                                         gpointer               user_data);
gboolean yutu_session_save_plates_finish (YutuSession  *self,
                                          GAsyncResult *result,
                                          gint64       *n,
                                          GError      **error);
/* *n: (out): plates recorded as set. */
void     yutu_session_record_plates_async (YutuSession           *self,
                                           const YutuPlateSource *source,
                                           GAsyncReadyCallback    callback,
                                           gpointer               user_data);
gboolean yutu_session_record_plates_finish (YutuSession  *self,
                                            GAsyncResult *result,
                                            gint64       *n,
                                            GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuPlateList, yutu_plate_list_free)

G_END_DECLS
