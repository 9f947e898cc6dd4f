/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is written behind the columns of a list of written addresses: one set for files of the window and of
 * the command line. Any thread. */
#pragma once

#include "gazetteer/yutu-address-choice.h"
#include "gazetteer/yutu-address-match.h"
#include "transfer/yutu-sink.h"

G_BEGIN_DECLS

typedef struct
{
  const YutuAddressChoice *choice; /* standard NULL: nothing was found */
  int                      score;
  YutuAddressVerdict       verdict;
  unsigned                 parse_reasons;
  unsigned                 match_reasons;
  gsize                    n_candidates; /* as of the match: 0 or at least 2 */
  const char              *note;         /* of the match in words; NULL: none */
  const char              *decision;     /* somebody's, as it is written; NULL: none */
  gboolean                 is_certain;   /* found so by itself, or taken by somebody */
  const char              *proposed;     /* what it could be, while it is not certain; NULL: nothing */
} YutuAddressResult;

#define YUTU_ADDRESS_N_ADDED 13

/* Verdict, level, score, standard address, code, id, longitude, latitude, reasons as codes and as sentences,
 * how many candidates the next one has, these, decision. What is not certain has no standard address, no code, no id and no point: what it
 * could be stands under the candidates. @ids: headings and words for programs, else in the language of the user. */
YutuSinkColumn yutu_address_columns_get (guint    index,
                                         gboolean ids);
/* YUTU_ADDRESS_N_ADDED of them; texts are the result's, or owned by @chunk. */
void yutu_address_columns_fill (const YutuAddressResult *result,
                                gboolean                 ids,
                                GStringChunk            *chunk,
                                YutuSinkValue           *values);

/* "门牌" …; "" for 0. */
const char *yutu_address_level_to_word (int level);
/* "自动" "待确认" "人工" */
const char *yutu_address_verdict_to_word (YutuAddressVerdict verdict);

G_END_DECLS
