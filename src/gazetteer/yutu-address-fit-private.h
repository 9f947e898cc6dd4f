/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a piece of an address costs more, or less, than its form says: the weights of a linear model
 * (structured perceptron, Collins 2002), from rules/address-costs.csv. */
#pragma once

#include "gazetteer/yutu-address-lexicon.h"

G_BEGIN_DECLS

/* Classes of the number that a counting word stands behind: 1 … 5 digits, and these. */
#define YUTU_FIT_HAN_DIGIT 6
#define YUTU_FIT_HAN       7
#define YUTU_FIT_LETTER    8
#define YUTU_FIT_RANGE     9
#define YUTU_FIT_N_NUMBERS 10

/* What a counted piece is read as. */
typedef enum
{
  YUTU_FIT_AS_COUNTED,
  YUTU_FIT_AS_ROAD,
  YUTU_FIT_AS_ROOM,
  YUTU_FIT_WITH_SUB,
} YutuFitReading;

#define YUTU_FIT_N_READINGS 4

/* The pieces that a word lies in, or begins. */
typedef enum
{
  YUTU_FIT_SITE,
  YUTU_FIT_ROAD,
  YUTU_FIT_VILLAGE,
  YUTU_FIT_OTHER,
  YUTU_FIT_OPEN_SITE,
  YUTU_FIT_OPEN,
} YutuFitGroup;

#define YUTU_FIT_N_GROUPS 6

/* Of a word. */
struct _YutuAddressFit
{
  gint8 end[4]; /* as the end of a name: always, and of 1, of 2, of more characters before it */
  gint8 serial; /* … when a serial number stands before it */
  gint8 whole;
  gint8 count[YUTU_FIT_N_READINGS][YUTU_FIT_N_NUMBERS];
  gint8 start[YUTU_FIT_N_GROUPS];
  gint8 inner[YUTU_FIT_N_GROUPS];
};

#define YUTU_FIT_MAX_LENGTH 12
#define YUTU_FIT_N_BARE     264

/* The rest. */
typedef struct
{
  gint8 steps[YUTU_ADDRESS_N_LABELS][YUTU_ADDRESS_N_LABELS];
  gint8 last[YUTU_ADDRESS_N_LABELS]; /* at the end of the line */
  gint8 stray;                       /* a bare number behind no road */
  gint8 length[YUTU_ADDRESS_N_LABELS][YUTU_FIT_MAX_LENGTH + 1];
  gint8 bare[YUTU_ADDRESS_N_LABELS][YUTU_FIT_N_BARE];
} YutuAddressFits;

const YutuAddressFits *yutu_address_fits_get (void);
/* Never NULL. Names share theirs by label and weight. */
const YutuAddressFit *yutu_address_fits_find (const YutuAddressWord *word);

G_END_DECLS
