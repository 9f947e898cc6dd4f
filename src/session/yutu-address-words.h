/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* How the numbered columns of an address are written in a list; the position is the number. Any thread. */
#pragma once

#include "casework/yutu-module.h"

G_BEGIN_DECLS

typedef struct
{
  const char *id; /* NULL: there is no such number */
  YutuTitle   title;
  const char *other; /* as lists from elsewhere call it */
} YutuAddressWord;

#define YUTU_ADDRESS_N_STATUSES 7
#define YUTU_ADDRESS_N_USES     6
#define YUTU_ADDRESS_N_KINDS    6

extern const YutuAddressWord YUTU_ADDRESS_STATUSES[YUTU_ADDRESS_N_STATUSES];
extern const YutuAddressWord YUTU_ADDRESS_USES[YUTU_ADDRESS_N_USES];
extern const YutuAddressWord YUTU_ADDRESS_KINDS[YUTU_ADDRESS_N_KINDS];

/* The number that @text says by id, title, or as a digit; -1: none. */
int yutu_address_word_find (const YutuAddressWord *words,
                            gsize                  n,
                            const char            *text);

G_END_DECLS
