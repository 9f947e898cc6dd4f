#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yutu authors
#
# peers.py PEER PICTURES.json: draws the pictures with another program and prints, a JSON line a
# picture, the processor and wall time of each round. PEER: qgis, mapnik, mapserver.
#
# Every peer draws from the plain tables that bench.py wrote for it (areas, lines, label points,
# addresses, each with its spatial index), in the plane of the data: it projects nothing. Labels
# stand at points, so that none has to look for a place inside of a polygon.
import json
import os
import sys
import time

FONT = "Noto Sans CJK SC"
FONT_FILES = "/usr/share/fonts/opentype/noto"
SRID = 4490


def measure(rounds, draw):
    """The first drawing, which fills caches and reads fonts, is not counted."""
    draw()
    figures = []
    for _ in range(rounds):
        cpu, wall = time.process_time(), time.perf_counter()
        draw()
        figures.append([time.process_time() - cpu, time.perf_counter() - wall])
    return figures


def tables_of(picture):
    """What a picture shows, from the ground up: (table, kind, style)."""
    yield "area", "fill", picture["fills"]
    if picture["addresses"]:
        yield "address", "dot", picture["dot"]
    for line in picture["lines"]:
        yield f"line_{line['level']}", "line", line
    for label in picture["labels"]:
        yield f"label_{label['level']}", "label", label


# ---- QGIS


class Qgis:
    def __init__(self):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from qgis.core import QgsApplication

        self.app = QgsApplication([], False)
        self.app.initQgis()

    def close(self):
        # Its layers must go first.
        self.app.exitQgis()

    def open(self, data, table):
        from qgis.core import QgsDataSourceUri, QgsVectorLayer

        if data.endswith(".gpkg"):
            layer = QgsVectorLayer(f"{data}|layername={table}", table, "ogr")
        else:
            uri = QgsDataSourceUri()
            uri.setDatabase(data)
            uri.setDataSource("", table, "geom")
            layer = QgsVectorLayer(uri.uri(), table, "spatialite")
        if not layer.isValid():
            raise SystemExit(f"QGIS cannot open {table} of {data}")
        return layer

    def style_fill(self, layer, fills):
        from qgis.core import QgsCategorizedSymbolRenderer, QgsFillSymbol, QgsRendererCategory

        categories = [
            QgsRendererCategory(
                i, QgsFillSymbol.createSimple({"color": color, "outline_style": "no"}), color
            )
            for i, color in enumerate(fills)
        ]
        layer.setRenderer(QgsCategorizedSymbolRenderer("fill", categories))

    def style_dot(self, layer, dot):
        from qgis.core import QgsMarkerSymbol, QgsSingleSymbolRenderer

        symbol = QgsMarkerSymbol.createSimple(
            {
                "name": "circle",
                "size": str(dot["size"]),
                "size_unit": "Pixel",
                "color": ",".join(str(c) for c in rgba(dot["color"], dot["alpha"])),
                "outline_style": "no",
            }
        )
        layer.setRenderer(QgsSingleSymbolRenderer(symbol))

    def style_line(self, layer, line):
        from qgis.core import QgsLineSymbol, QgsSingleSymbolRenderer

        symbol = QgsLineSymbol.createSimple(
            {
                "color": line["color"],
                "width": str(line["width"]),
                "width_unit": "Pixel",
                "use_custom_dash": "1",
                "customdash": ";".join(str(d) for d in line["dash"]),
                "customdash_unit": "Pixel",
                "capstyle": "flat",
                "joinstyle": "round",
            }
        )
        layer.setRenderer(QgsSingleSymbolRenderer(symbol))

    def style_label(self, layer, label):
        from qgis.core import (
            QgsNullSymbolRenderer,
            QgsPalLayerSettings,
            QgsTextBufferSettings,
            QgsTextFormat,
            QgsUnitTypes,
            QgsVectorLayerSimpleLabeling,
        )
        from qgis.PyQt.QtGui import QColor, QFont

        text = QgsTextFormat()
        text.setFont(QFont(FONT))
        text.setSize(label["size"])
        text.setSizeUnit(QgsUnitTypes.RenderPixels)
        text.setColor(QColor(label["color"]))
        buffer = QgsTextBufferSettings()
        buffer.setEnabled(True)
        buffer.setSize(label["halo_size"])
        buffer.setSizeUnit(QgsUnitTypes.RenderPixels)
        buffer.setColor(QColor(label["halo"]))
        text.setBuffer(buffer)
        settings = QgsPalLayerSettings()
        settings.fieldName = "name"
        settings.placement = QgsPalLayerSettings.AroundPoint
        settings.priority = 10 - label["level"]
        settings.setFormat(text)
        layer.setRenderer(QgsNullSymbolRenderer())
        layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
        layer.setLabelsEnabled(True)

    def draw(self, picture, rounds, out):
        from qgis.core import (
            QgsCoordinateReferenceSystem,
            QgsMapRendererSequentialJob,
            QgsMapSettings,
            QgsRectangle,
        )
        from qgis.PyQt.QtCore import QSize
        from qgis.PyQt.QtGui import QColor

        layers = []
        for table, kind, style in tables_of(picture):
            layer = self.open(picture["data"], table)
            getattr(self, f"style_{kind}")(layer, style)
            layers.insert(0, layer)
        settings = QgsMapSettings()
        settings.setLayers(layers)
        settings.setDestinationCrs(QgsCoordinateReferenceSystem.fromEpsgId(SRID))
        settings.setExtent(QgsRectangle(*picture["box"]))
        settings.setOutputSize(QSize(*picture["size"]))
        settings.setOutputDpi(96)
        settings.setBackgroundColor(QColor(picture["ground"]))
        settings.setFlag(QgsMapSettings.Antialiasing, True)

        def render():
            job = QgsMapRendererSequentialJob(settings)
            job.start()
            job.waitForFinished()
            self.image = job.renderedImage()

        figures = measure(rounds, render)
        if out:
            self.image.save(out)
        return figures


# ---- Mapnik


def mapnik_symbolizer(kind, style):
    if kind == "dot":
        return (
            f'<Rule><DotSymbolizer width="{style["size"]}" height="{style["size"]}" '
            f'fill="{style["color"]}" opacity="{style["alpha"]}"/></Rule>'
        )
    if kind == "line":
        dash = ", ".join(str(d) for d in style["dash"])
        return (
            f'<Rule><LineSymbolizer stroke="{style["color"]}" stroke-width="{style["width"]}" '
            f'stroke-dasharray="{dash}" stroke-linejoin="round"/></Rule>'
        )
    if kind == "label":
        return (
            f'<Rule><TextSymbolizer face-name="{FONT} Regular" size="{style["size"]}" '
            f'fill="{style["color"]}" halo-fill="{style["halo"]}" '
            f'halo-radius="{style["halo_size"]}" dy="8">[name]</TextSymbolizer></Rule>'
        )
    return "".join(
        f'<Rule><Filter>[fill] = {i}</Filter><PolygonSymbolizer fill="{color}"/></Rule>'
        for i, color in enumerate(style)
    )


def mapnik_xml(picture):
    styles, layers = [], []
    for table, kind, style in tables_of(picture):
        styles.append(f'<Style name="{table}">{mapnik_symbolizer(kind, style)}</Style>')
        layers.append(
            f'<Layer name="{table}" srs="+proj=longlat"><StyleName>{table}</StyleName>'
            '<Datasource><Parameter name="type">sqlite</Parameter>'
            f'<Parameter name="file">{picture["data"]}</Parameter>'
            f'<Parameter name="table">{table}</Parameter>'
            '<Parameter name="geometry_field">geom</Parameter>'
            '<Parameter name="key_field">id</Parameter>'
            '<Parameter name="wkb_format">spatialite</Parameter>'
            f'<Parameter name="index_table">idx_{table}_geom</Parameter>'
            '<Parameter name="use_spatial_index">true</Parameter>'
            "</Datasource></Layer>"
        )
    return (
        f'<Map srs="+proj=longlat" background-color="{picture["ground"]}">'
        f"{''.join(styles)}{''.join(layers)}</Map>"
    )


class Mapnik:
    def __init__(self):
        import mapnik

        for name in ("NotoSansCJK-Regular.ttc",):
            mapnik.FontEngine.register_font(os.path.join(FONT_FILES, name))

    def close(self):
        pass

    def draw(self, picture, rounds, out):
        import mapnik

        drawn = mapnik.Map(*picture["size"])
        mapnik.load_map_from_string(drawn, mapnik_xml(picture))
        drawn.aspect_fix_mode = mapnik.aspect_fix_mode.RESPECT
        drawn.zoom_to_box(mapnik.Box2d(*picture["box"]))

        def render():
            self.image = mapnik.Image(*picture["size"])
            mapnik.render(drawn, self.image)

        figures = measure(rounds, render)
        if out:
            self.image.save(out, "png")
        return figures


# ---- MapServer


def rgba(color, alpha=None):
    numbers = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
    return numbers if alpha is None else numbers + [round(alpha * 255)]


def mapserver_color(color):
    return " ".join(str(c) for c in rgba(color))


def mapserver_class(kind, style):
    if kind == "dot":
        return (
            f'CLASS STYLE SYMBOL "dot" SIZE {max(style["size"], 1)} '
            f'COLOR {mapserver_color(style["color"])} OPACITY {round(style["alpha"] * 100)} '
            "END END"
        )
    if kind == "line":
        dash = " ".join(str(d) for d in style["dash"])
        return (
            f'CLASS STYLE WIDTH {style["width"]} COLOR {mapserver_color(style["color"])} '
            f"LINECAP BUTT LINEJOIN ROUND PATTERN {dash} END END END"
        )
    if kind == "label":
        return (
            f'LABELITEM "name" CLASS LABEL TYPE TRUETYPE FONT "cjk" SIZE {style["size"] * 0.75} '
            f'COLOR {mapserver_color(style["color"])} '
            f'OUTLINECOLOR {mapserver_color(style["halo"])} '
            f'OUTLINEWIDTH {style["halo_size"]} POSITION AUTO PARTIALS FALSE ENCODING "UTF-8" '
            f'PRIORITY {10 - style["level"]} END END'
        )
    return 'CLASSITEM "fill" ' + " ".join(
        f'CLASS EXPRESSION "{i}" STYLE COLOR {mapserver_color(color)} END END'
        for i, color in enumerate(style)
    )


def mapserver_map(picture):
    geometry = {"fill": "POLYGON", "dot": "POINT", "line": "LINE", "label": "POINT"}
    layers = "\n".join(
        f'LAYER NAME "{table}" TYPE {geometry[kind]} STATUS ON CONNECTIONTYPE OGR '
        f'CONNECTION "{picture["data"]}" DATA "{table}" PROCESSING "CLOSE_CONNECTION=DEFER" '
        f"{mapserver_class(kind, style)} END"
        for table, kind, style in tables_of(picture)
    )
    fonts = os.path.splitext(picture["map"])[0] + ".fonts"
    with open(fonts, "w", encoding="utf-8") as file:
        file.write(f"cjk {FONT_FILES}/NotoSansCJK-Regular.ttc\n")
    return (
        f'MAP SIZE {picture["size"][0]} {picture["size"][1]} '
        f'EXTENT {" ".join(map(str, picture["box"]))} UNITS DD '
        f'IMAGECOLOR {mapserver_color(picture["ground"])} FONTSET "{fonts}" '
        'OUTPUTFORMAT NAME "png" DRIVER "AGG/PNG" MIMETYPE "image/png" IMAGEMODE RGB '
        'EXTENSION "png" END IMAGETYPE "png" MAXSIZE 8192\n'
        'SYMBOL NAME "dot" TYPE ELLIPSE FILLED TRUE POINTS 1 1 END END\n'
        f"{layers}\nEND\n"
    )


def write_mapserver_map(picture):
    with open(picture["map"], "w", encoding="utf-8") as file:
        file.write(mapserver_map(picture))


class MapServer:
    def __init__(self):
        pass

    def close(self):
        pass

    def draw(self, picture, rounds, out):
        import mapscript

        write_mapserver_map(picture)
        drawn = mapscript.mapObj(picture["map"])

        def render():
            self.image = drawn.draw()

        figures = measure(rounds, render)
        if out:
            self.image.save(out)
        return figures


def main():
    peer = {"qgis": Qgis, "mapnik": Mapnik, "mapserver": MapServer}[sys.argv[1]]()
    with open(sys.argv[2], encoding="utf-8") as file:
        pictures = json.load(file)
    for picture in pictures:
        figures = peer.draw(picture, picture["rounds"], picture.get("out"))
        print(json.dumps({"name": picture["name"], "figures": figures}), flush=True)
    # QGIS's own shut-down crashes when Python still holds layers.
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
