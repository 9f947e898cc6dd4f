/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Batches of collected addresses (标准地址采集批次) through their states: what a batch holds, its sample, and
 * what its addresses are called as it goes on. Each change is one journal entry. Not for the main thread. */
#pragma once

#include "casework/yutu-batch.h"
#include "casework/yutu-case.h"
#include "gazetteer/yutu-address.h"
#include "session/yutu-file.h"
#include "session/yutu-place.h"

G_BEGIN_DECLS

#define YUTU_BATCH_MAX_IMPORTS 30

/* Where its addresses come from: one of these. @ids may hold any number, and some twice. */
typedef struct
{
  gint64           unit;  /* those of a village, a township or a county on the day */
  gint64           place; /* those of a road, a natural village or an estate */
  gint64           entry; /* those that an import (kind import-address) of this entry of the journal brought or changed */
  const YutuPlace *drawn; /* CIRCLE, SHAPE or ADDRESS: those there on the day */
  const GArray    *ids;   /* gint64: these, which somebody chose from a list; one that is not there on the day fails */
} YutuBatchSource;

/* What the place @place, of any kind, means as a source; FALSE: it holds no addresses. @place is borrowed. */
gboolean yutu_batch_source_from_place (YutuBatchSource *self,
                                       const YutuPlace *place);

/* Takes addresses of the day into batch @case_file, which is in a state whose addresses are collected.
 * Errors: YUTU_CASEWORK_ERROR_UNKNOWN, _STATE, _ROLE. */
gboolean yutu_file_fill_batch (YutuFile              *self,
                               const YutuModules     *modules,
                               gint64                 case_file,
                               const YutuBatchSource *source,
                               YutuDay                day,
                               const char            *role,
                               const char            *actor,
                               YutuBatchAdded        *added,
                               GError               **error);

/* A batch that may be filled. */
typedef struct
{
  gint64 case_file;
  char  *number; /* of the case */
  char  *title;
  gint64 n; /* of its addresses */
} YutuBatchHead;

/* Element type YutuBatchHead, the newest first: those that this role may fill now. */
GPtrArray *yutu_file_list_batches (YutuFile          *self,
                                   const YutuModules *modules,
                                   const char        *role,
                                   GCancellable      *cancellable,
                                   GError           **error) G_GNUC_WARN_UNUSED_RESULT;
/* Opens the case of a batch and takes the addresses in, as one entry; it lies in the smallest unit that has them
 * all. @title: (nullable): that of the kind. Errors as yutu_file_open_case() and yutu_file_fill_batch(). */
gboolean yutu_file_start_batch (YutuFile              *self,
                                const YutuModules     *modules,
                                const char            *title,
                                const YutuBatchSource *source,
                                YutuDay                day,
                                const char            *role,
                                const char            *actor,
                                gint64                *case_file,
                                YutuBatchAdded        *added,
                                GError               **error);

/* All verdicts or none. Errors as above; the batch is in a state that samples. */
gboolean yutu_file_judge_batch (YutuFile               *self,
                                const YutuModules      *modules,
                                gint64                  case_file,
                                const YutuBatchVerdict *verdicts,
                                gsize                   n,
                                YutuDay                 day,
                                const char             *role,
                                const char             *actor,
                                GError                **error);

/* In the write that took @step: draws the sample, where the state that the case is in now samples, and calls
 * the addresses what it calls them; what is published already stays so. The step's own field sample_pct asks
 * for more than the least share, sample_seed for a certain sample. */
gboolean yutu_batch_follow_step (YutuConnection     *connection,
                                 const YutuModules  *modules,
                                 gint64              case_file,
                                 const YutuCaseStep *step,
                                 GError            **error);

/* ---- What is in it ---- */

typedef struct
{
  gint64    address;
  char     *text;
  char     *village; /* its name; NULL: none on the day */
  gboolean  has_point;
  YutuPoint point;
  int       verdict; /* as in YutuBatchItem */
  char     *note;
} YutuBatchRow;

/* A base of its addresses that has numbers in an order: a road, with what its walk list says. */
typedef struct
{
  gint64 place;
  char  *name;
  gint64 n; /* of the batch */
  gint64 n_missing;
  gint64 n_double;
  gint64 n_out_of_order;
  gint64 n_other_side;
} YutuBatchRoad;

/* An import that brought or changed addresses of which some are in no batch. */
typedef struct
{
  gint64 entry;
  char  *title; /* of the entry */
  char  *at;    /* its time, as the journal has it */
  gint64 n;     /* of its addresses on the day, those in no batch */
} YutuBatchImport;

typedef struct
{
  gint64     case_file;
  YutuBatch  batch;
  gboolean   is_missing; /* the file is older than batches, and only read: it keeps none */
  gboolean   may_fill;   /* in this state, by this role */
  gboolean   may_judge;
  GPtrArray *rows;    /* YutuBatchRow of the sample, by village */
  GPtrArray *roads;   /* YutuBatchRoad by name */
  GPtrArray *imports; /* YutuBatchImport, newest first, at most YUTU_BATCH_MAX_IMPORTS; none unless may_fill */
} YutuBatchPage;

void yutu_batch_page_free (YutuBatchPage *self);

/* YUTU_CASEWORK_ERROR_UNKNOWN for a case that holds no batch. */
YutuBatchPage *yutu_file_load_batch (YutuFile          *self,
                                     const YutuModules *modules,
                                     gint64             case_file,
                                     YutuDay            day,
                                     const char        *role,
                                     GCancellable      *cancellable,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;
/* The sample as a table for the field, by the suffix of @path. */
gboolean yutu_batch_page_save (const YutuBatchPage *self,
                               const char          *path,
                               GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuBatchPage, yutu_batch_page_free)

G_END_DECLS
