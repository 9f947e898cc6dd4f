/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Names that sound or are written much like one that is none of them (近似名称): 滨虹街 for 宾红街 and 滨红街,
 * 八一南街 for 八一南路. Immutable once made; any thread. */
#pragma once

#include "gazetteer/yutu-address-lexicon.h"

G_BEGIN_DECLS

/* From the nearest. */
typedef enum
{
  YUTU_NEAR_SOUND, /* each character is the same, sounds alike without its tone, or looks alike; nothing else differs */
  YUTU_NEAR_SLIP,  /* four characters or more, and one of them is another, missing, too many, or changed places */
  YUTU_NEAR_LOOSE, /* such an error in three characters, or two in six or more */
  YUTU_NEAR_NONE,
} YutuNearness;

/* How near @written is to @name; both normalised. The bound is one error (Damerau 1964; no character is moved
 * twice) for every three characters of @name, at most two; sounds are compared by every reading of a
 * character, those of data/rules/sounds-alike.csv taken for each other. */
YutuNearness yutu_near_names_compare (const char *written,
                                      const char *name);

typedef struct _YutuNearNames YutuNearNames;

/* Of the names of @lexicon, which must outlive it. */
YutuNearNames *yutu_near_names_new (const YutuAddressLexicon *lexicon) G_GNUC_WARN_UNUSED_RESULT;
void           yutu_near_names_free (YutuNearNames *self);

/* The names of the labels in @labels (1 << YutuAddressLabel or-ed) that are the nearest to @written, all
 * equally near, into @words (of const YutuAddressWord *), in no order; how near they are. Complete: the same
 * as comparing with each. */
YutuNearness yutu_near_names_list (const YutuNearNames *self,
                                   const char          *written,
                                   unsigned             labels,
                                   GPtrArray           *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuNearNames, yutu_near_names_free)

G_END_DECLS
