/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Plates of addresses (门牌 楼牌 单元牌 户牌): what each must bear, by the dated parts of
 * data/rules/plate-texts.csv. Inside a read, on its thread, unless said. */
#pragma once

#include "gazetteer/yutu-address.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_PLATE_NONE,
  YUTU_PLATE_DOOR,
  YUTU_PLATE_BUILDING,
  YUTU_PLATE_UNIT,
  YUTU_PLATE_HOME,
} YutuPlateKind;

#define YUTU_PLATE_N_KINDS 5

/* "door" "building" "unit" "home", the kinds of the register of signs; "none". Any thread. */
const char *yutu_plate_kind_to_text (YutuPlateKind kind);
/* NONE for NULL and for any other text. Any thread. */
YutuPlateKind yutu_plate_kind_from_text (const char *text);

/* What plates bear on a day. */
typedef struct
{
  YutuDay day;
  GStrv   parts[YUTU_PLATE_N_KINDS]; /* NULL: nothing */
} YutuPlateRules;

/* Any thread. G_IO_ERROR_INVALID_DATA for a table that names no part. */
gboolean yutu_plate_rules_load (YutuPlateRules *self,
                                YutuDay         day,
                                GError        **error);
void     yutu_plate_rules_clear (YutuPlateRules *self);

typedef struct
{
  YutuPlateKind kind;
  char         *text;   /* NULL: it has none of the parts */
  char         *pinyin; /* of its base, where the plate bears that; NULL: none is stored */
} YutuPlate;

void yutu_plate_clear (YutuPlate *self);

/* @kind: of the plate; NONE is the one of its deepest element: a home where it has a room or a floor, else its
 * unit, its building, its door. Texts are those of the rules' day. An address that is not there, or has no such
 * element, has no text. */
gboolean yutu_address_load_plate (YutuConnection       *connection,
                                  const YutuPlateRules *rules,
                                  gint64                address,
                                  YutuPlateKind         kind,
                                  YutuPlate            *plate,
                                  GError              **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuPlateRules, yutu_plate_rules_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuPlate, yutu_plate_clear)

G_END_DECLS
