#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yutu authors
#
# bench.py BUILD [--long] [--only PART,PART…]: makes the demo county, measures Yutu and whichever of QGIS, Mapnik and
# MapServer are installed on the same data in the same run, and prints plain tables with ratios.
# Called by ./dev bench. All figures are processor time (user and system) unless they say wall.
import csv
import importlib.util
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PYTHON = "/usr/bin/python3"  # Debian's, whose modules the peers are
PEERS = {"qgis": ("qgis", "QGIS"), "mapnik": ("mapnik", "Mapnik"), "mapserver": ("mapscript", "MapServer")}
BASE = 100_000
ROUNDS_YUTU = 15
ROUNDS_PEER = 3


def progress(text):
    print(text, file=sys.stderr, flush=True)


def run(arguments, **options):
    """Standard output of a command that must succeed."""
    result = subprocess.run(arguments, stdout=subprocess.PIPE, check=False, **options)
    if result.returncode != 0:
        raise SystemExit(f"bench: {' '.join(arguments[:3])} … ended with {result.returncode}")
    return result.stdout.decode()


def own_memory(process):
    """MB that the process has for itself: without the file that it has mapped, which it shares with the cache."""
    try:
        with open(f"/proc/{process}/status", encoding="ascii", errors="replace") as status:
            return next((int(line.split()[1]) / 1024 for line in status if line.startswith("RssAnon")), 0)
    except OSError:
        return 0


def measure_process(arguments, rounds, environment=None, source=subprocess.DEVNULL, own=False):
    """Medians of (processor, wall) seconds and the greatest memory in MB of a whole process; @own: but for
    the files it has mapped, looked at every 50 ms."""
    cpus, walls, memory = [], [], 0
    for _ in range(rounds):
        started = time.perf_counter()
        child = subprocess.Popen(
            arguments, stdin=source, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
        )
        ended = 0
        while own and ended == 0:
            memory = max(memory, own_memory(child.pid))
            time.sleep(0.05)
            ended, status, usage = os.wait4(child.pid, os.WNOHANG)
        if ended == 0:
            _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        walls.append(time.perf_counter() - started)
        cpus.append(usage.ru_utime + usage.ru_stime)
        if not own:
            memory = max(memory, usage.ru_maxrss / 1024)
        if child.returncode not in (0, 1):
            raise SystemExit(f"bench: {' '.join(arguments[:3])} … ended with {child.returncode}")
    return statistics.median(cpus), statistics.median(walls), memory


def ms(seconds):
    value = seconds * 1000
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def table(title, header, rows):
    print(f"\n{title}")
    cells = [header] + [[str(cell) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
    for k, row in enumerate(cells):
        print("  " + "  ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths))))
        if k == 0:
            print("  " + "  ".join("-" * w for w in widths))
    sys.stdout.flush()


def times(peer, own):
    return f"{peer / own:.1f}" if own > 0 else "-"


def installed_peers():
    code = "import importlib.util, sys; print (importlib.util.find_spec (sys.argv[1]) is not None)"
    return [
        peer for peer, (module, _) in PEERS.items() if run([PYTHON, "-c", code, module]).strip() == "True"
    ]


class Bench:
    def __init__(self, build, folder):
        self.build = build
        self.folder = folder
        self.yutu = os.path.join(build, "src", "yutu")
        self.peers = installed_peers()
        self.files = {}
        self.traits = {}
        self.plain = {}
        self.once = {}

    def path(self, name):
        return os.path.join(self.folder, name)

    def tool(self, name):
        return os.path.join(self.build, "tests", "bench", name)

    # ---- files

    def make(self, addresses):
        progress(f"bench: making the demo county with {addresses:,} addresses")
        file = self.path(f"demo-{addresses}.yutu")
        cpu, wall, memory = measure_process(
            [self.yutu, "new", file, "--demo", "--addresses", str(addresses)], 1
        )
        self.files[addresses] = file
        self.traits[addresses] = json.loads(run([self.tool("bench-draw"), file, "describe"]))
        self.plain[addresses] = []
        if self.peers:
            progress("bench: the same data as plain tables with R-trees, for the peers")
            self.write_plain(addresses)
        return f"{addresses:,}", f"{cpu:.1f}", f"{wall:.1f}", f"{memory:.0f}", f"{os.path.getsize(file) / 1e6:.0f}"

    def write_plain(self, addresses):
        plain = self.path(f"plain-{addresses}.sqlite")
        traits = self.path("traits.json")
        with open(traits, "w", encoding="utf-8") as file:
            json.dump(self.traits[addresses], file)
        run([PYTHON, os.path.join(HERE, "plain.py"), plain, self.files[addresses], traits])
        self.plain[addresses] = [("", plain)]
        if "qgis" in self.peers and shutil.which("ogr2ogr"):
            package = self.path(f"plain-{addresses}.gpkg")
            run(["ogr2ogr", "-q", "-f", "GPKG", "-gt", "65536", package, plain])
            self.plain[addresses].append((" GPKG", package))

    # ---- drawing

    def pictures_for(self, addresses, with_addresses, data):
        pictures = []
        for picture in self.traits[addresses]["pictures"]:
            pictures.append(
                dict(
                    picture,
                    addresses=with_addresses,
                    data=data,
                    rounds=ROUNDS_PEER if addresses <= 1_000_000 else 1,
                    map=self.path(f"{picture['name']}-{addresses}-{with_addresses}.map"),
                    out=self.path(f"{{}}-{picture['name']}-{addresses}-{with_addresses}.png"),
                )
            )
        return pictures

    def draw_with(self, peer, addresses, with_addresses, data):
        pictures = self.pictures_for(addresses, with_addresses, data)
        suffix = os.path.splitext(data)[1][1:]
        for picture in pictures:
            picture["out"] = picture["out"].format(f"{peer}-{suffix}")
        spec = self.path("pictures.json")
        with open(spec, "w", encoding="utf-8") as file:
            json.dump(pictures, file)
        out = run([PYTHON, os.path.join(HERE, "peers.py"), peer, spec], stderr=subprocess.DEVNULL)
        return {line["name"]: line["figures"] for line in map(json.loads, out.splitlines())}

    def draw_yutu(self, addresses):
        out = run([self.tool("bench-draw"), self.files[addresses], "draw", str(ROUNDS_YUTU), self.folder])
        lines = [json.loads(line) for line in out.splitlines()]
        self.once[addresses] = {line["once"]: line for line in lines if "once" in line}
        lines = [line for line in lines if "once" not in line]
        return {(line["name"], line["mode"], line["addresses"]): line["figures"] for line in lines}

    def columns(self, addresses):
        """(peer, name of the column, its data)"""
        for peer in self.peers:
            for suffix, data in self.plain[addresses]:
                if suffix == "" or peer == "qgis":
                    yield peer, PEERS[peer][1] + suffix, data

    def draw_rows(self, addresses, with_addresses, own):
        drawn = {}
        for peer, name, data in self.columns(addresses):
            progress(f"bench: {name} draws {addresses if with_addresses else 0:,} addresses")
            drawn[name] = self.draw_with(peer, addresses, with_addresses, data)
        for picture in self.traits[addresses]["pictures"]:
            view = picture["name"]
            fresh, again = (
                statistics.median(f[0] for f in own[view, mode, with_addresses]) for mode in ("fresh", "again")
            )
            wall = statistics.median(f[1] for f in own[view, "fresh", with_addresses])
            others = [statistics.median(f[0] for f in drawn[name][view]) for name in drawn]
            best = min(others) if others else None
            yield [
                f"{addresses if with_addresses else 0:,}",
                view,
                f"{int(picture['addresses_seen']) if with_addresses else 0:,}",
                f"{ms(fresh)} ({ms(wall)})",
                ms(again),
                *[ms(other) for other in others],
                *([times(best, fresh), times(best, again)] if others else []),
            ]

    def draw(self, sizes):
        rows, names = [], [name for _, name, _ in self.columns(sizes[0])]
        for addresses in sizes:
            own = self.draw_yutu(addresses)
            for with_addresses in (False, True) if addresses == sizes[0] else (True,):
                rows += self.draw_rows(addresses, with_addresses, own)
        ratio = ["fastest/fresh", "fastest/again"] if names else []
        table(
            "Drawing 1920×1080, CPU ms (wall): areas, boundary lines, labels with halo, addresses. Fresh: "
            "labels placed anew, points\nfrom the file; again: both in memory. The divisions are in memory, the "
            "peers read them. Peers: plain SpatiaLite copy with an R-tree\nper table, nothing projected, labels at "
            f"points, no ribbon. Same dots, lines, sizes. Medians of {ROUNDS_YUTU} and {ROUNDS_PEER}.",
            ["addresses", "view", "seen", "Yutu fresh", "again", *names, *ratio],
            rows,
        )
        table(
            "Once when a file is opened, ms",
            ["addresses", "map layers CPU", "wall", "addresses into memory CPU", "wall"],
            [[f"{n:,}", *(ms(once[what][key]) for what in ("load", "hold") for key in ("cpu", "wall"))]
             for n, once in self.once.items()],
        )

    # ---- from the start of a process

    def start(self, addresses, with_addresses):
        picture = self.pictures_for(addresses, with_addresses, self.plain[addresses][0][1] if self.peers else "")[0]
        layers = "divisions,boundaries" + (",addresses" if with_addresses else "")
        box = ",".join(f"{c:.9f}" for c in picture["box"])
        yield "Yutu", [
            self.yutu, "render", self.files[addresses], "-o", self.path("yutu.png"),
            "--layers", layers, "--bbox", box,
        ]
        if shutil.which("map2img") and os.path.exists(picture["map"]):
            yield "map2img", ["map2img", "-m", picture["map"], "-o", self.path("map2img.png")]
        for peer in ("mapnik", "qgis"):
            if peer in self.peers:
                spec = self.path(f"start-{peer}-{with_addresses}.json")
                with open(spec, "w", encoding="utf-8") as file:
                    json.dump([dict(picture, rounds=0, out=self.path(f"start-{peer}.png"))], file)
                yield PEERS[peer][1], [PYTHON, os.path.join(HERE, "peers.py"), peer, spec]

    def starts(self, sizes):
        rows = []
        for addresses, with_addresses in [(sizes[0], False)] + [(size, True) for size in sizes]:
            own = None
            for name, command in self.start(addresses, with_addresses):
                cpu, wall, memory = measure_process(command, 3)
                own = own or (cpu, wall)
                rows.append(
                    [name, f"{addresses if with_addresses else 0:,}", ms(cpu), ms(wall), f"{memory:.0f}",
                     times(cpu, own[0]), times(wall, own[1])]
                )
        table(
            "From the start of the process to the PNG on disk, full extent, whole process, ms; medians of 3",
            ["program", "addresses", "CPU", "wall", "MB", "CPU/Yutu", "wall/Yutu"], rows,
        )

    # ---- questions

    def ask(self, addresses):
        progress("bench: asking")
        out = run([self.tool("bench-ask"), self.files[addresses]])
        lines = {line["name"]: line for line in map(json.loads, out.splitlines())}

        def figures(name):
            values = sorted(lines[name]["figures"])
            return statistics.median(values), values[min(len(values) * 99 // 100, len(values) - 1)]

        table(
            f"What a click answers, {addresses:,} addresses, CPU ms",
            ["question", "n", "p50", "p99"],
            [[label, len(lines[name]["figures"]), *map(ms, figures(name))] for name, label in (
                ("at a point", "point: chain, facts, objects within 200 m, counts of all modules"),
                ("in a circle", "circle of 1000 m: the same"),
                ("of a unit", "unit of any level: the same"),
                ("write", "change of one address, journalled"),
                ("undo", "undo of it"))],
        )

    # ---- the search box

    def search(self, addresses, cases):
        """While a writer commits 20 times a second; what is found is held against a scan of all rows."""
        progress(f"bench: searching {addresses:,} addresses")
        file, words = self.path("search.yutu"), self.path("words.sqlite")
        count = load_module("cases").grow(self.files[addresses], file, cases)
        out = run([self.tool("bench-search"), file, words], env=dict(os.environ, LC_ALL="C.UTF-8"))
        lines = {line["name"]: line for line in map(json.loads, out.splitlines())}
        labels = (
            ("one", "one character"), ("two", "two characters"), ("more", "3 to 8 of a name"), ("pinyin", "pinyin"),
            ("initials", "initials"), ("mixed", "mixed"), ("typo", "one typo"), ("doors", "base and door"),
            ("parted", "unit, space, base and door"), ("typed", "whole addresses, every key"),
            ("former", "former names"), ("cases", "case numbers"),
            ("pieces", "any piece of an address"), ("case pieces", "of a case's number"), ("misses", "what is not there"))

        def at(values, share):
            values = sorted(values)
            return values[min(int(len(values) * share), len(values) - 1)]

        def cells(values):
            return [ms(at(values, share)) for share in (0.5, 0.95, 0.99)]

        rows, every = [], {way: [] for way in ("yutu", "like", "trigram")}
        for name, label in labels:
            own = lines[f"{name} yutu"]
            if not own["wall"]:  # a file of this size has none
                continue
            row = [label, len(own["wall"]), *cells(own["wall"]), ms(at(own["figures"], 0.95)),
                   f"{100 * own['found'] // len(own['wall'])} %", own["cut"]]
            for way in ("like", "trigram"):
                line = lines[f"{name} {way}"]
                row += [ms(at(line["wall"], 0.95)), f"{100 * line['found'] // len(line['wall'])} %"]
                every[way] += line["wall"]
            every["yutu"] += own["wall"]
            rows.append(row + [times(at(lines[f"{name} like"]["wall"], 0.95), at(own["wall"], 0.95))])
        rows.append(["all of them", len(every["yutu"]), *cells(every["yutu"]), "", "", "", ms(at(every["like"], 0.95)), "",
                     ms(at(every["trigram"], 0.95)), "", times(at(every["like"], 0.95), at(every["yutu"], 0.95))])
        writer, checked = lines["writer"], lines["checked"]
        table(
            f"The search box, one key stroke, {addresses:,} addresses, {count:,} cases, wall ms, while a writer commits (aim: 20 "
            f"a second;\n{len(writer['wall'])} commits, p50 {ms(at(writer['wall'], 0.5))}, p95 {ms(at(writer['wall'], 0.95))}). Yutu: "
            "divisions, names, facilities, lines, cases and addresses, ranked, counted;\nLIKE and trigram: any 20 addresses, after "
            "the writer. Cut: counts that said to be least ones. "
            f"{checked['found']} answers equal a full scan.\n(The trigram index took {lines['trigram build']['wall'][0]:.1f} s to build.)",
            ["typed", "n", "p50", "p95", "p99", "CPU p95", "found", "cut", "LIKE p95", "found", "trigram p95", "found",
             "p95 LIKE/Yutu"],
            rows,
        )
        os.remove(file)
        os.remove(words)

    # ---- names

    def names(self, base, n):
        """Names typed against a library of @n, and every name of it held against a pass over all pairs."""
        progress(f"bench: {n:,} place names")
        file, table_ = self.path("names.yutu"), self.path("names.csv")
        shutil.copyfile(self.files[base], file)
        run([PYTHON, os.path.join(HERE, "names.py"), file, table_, str(n), "1"])
        cpu, wall, memory = measure_process([self.yutu, "import", file, table_, "--as", "place-name"], 1)
        lines = {line["name"]: line for line in map(json.loads, run([self.tool("bench-names"), file, "1000"]).splitlines())}
        rows = []
        for name, label in (("key", "a key of a name that is typed"),
                            ("bare", "a key of a name whose class is not known"),
                            ("town", "a key of a town called after a river or hill"),
                            ("name", "a whole name, each one of the library")):
            values = sorted(lines[name]["figures"])
            rows.append([label, f"{len(values):,}", f"{lines[name]['found']:,}", ms(statistics.median(values)),
                         ms(values[min(len(values) * 99 // 100, len(values) - 1)]), ms(values[-1])])
        table(
            f"The naming rules beside a library of {len(lines['name']['figures']):,} names, wall ms; the rivals of every name "
            f"equal a pass over all pairs.\n(The import of {n:,} of them took {cpu:.1f} s of processor, {wall:.1f} s wall, "
            f"{memory:.0f} MB.)",
            ["question", "n", "found", "p50", "p99", "max"],
            rows,
        )
        os.remove(file)
        os.remove(table_)

    # ---- boundaries

    def boundaries(self, addresses):
        if not shutil.which("ogr2ogr"):
            return
        progress("bench: taking boundaries in")
        source, target = self.path("villages.geojson"), self.path("villages.yutu")
        run(["ogr2ogr", "-q", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=9", source, self.files[addresses],
             "-sql", "SELECT name, geom FROM division_area WHERE level = 5 AND valid_to = '9999-12-31'"])
        run([self.yutu, "new", target])
        own = measure_process([self.yutu, "import", target, source, "--as", "division", "--level", "village"], 1)
        plain = self.path("villages.sqlite")
        copied = measure_process(["ogr2ogr", "-q", "-f", "SQLite", "-dsco", "SPATIALITE=YES", "-gt", "65536",
                                  plain, source], 1)
        built = measure_process([PYTHON, os.path.join(HERE, "topology.py"), plain], 1)
        with open(source, encoding="utf-8") as file:
            n = len(json.load(file)["features"])
        table(
            f"The demo county's {n} villages from GeoJSON into a topology, whole processes, seconds",
            ["program", "CPU", "wall", "CPU/Yutu"],
            [["Yutu: import, checked, journalled, areas and lines drawn", f"{own[0]:.2f}", f"{own[1]:.2f}", ""],
             ["ogr2ogr, then SpatiaLite TopoGeo_FromGeoTable", f"{copied[0] + built[0]:.2f}",
              f"{copied[1] + built[1]:.2f}", times(copied[0] + built[0], own[0])]],
        )

    # ---- lists of addresses

    def addresses(self, base, n):
        """A list of @n addresses into a county that has other ones, and ogr2ogr with the same file."""
        lists = {}
        for form in ("elements", "text"):
            progress(f"bench: {n:,} addresses from CSV, {form}")
            lists[form] = self.path(f"addresses-{form}.csv")
            run([PYTHON, os.path.join(HERE, "addresses.py"), self.files[base], lists[form], str(n), "1", form])
        rows, own = [], None
        for form, label in (("elements", "Yutu: elements in columns"), ("text", "Yutu: one text, cut into elements")):
            target = self.path(f"taken-{form}.yutu")
            shutil.copyfile(self.files[base], target)
            figures = measure_process([self.yutu, "import", target, lists[form], "--as", "address"], 1)
            taken = int(run([self.yutu, "info", target, "--json"]).split('"address":{"count":')[1].split(",")[0])
            if taken < n:
                raise SystemExit(f"bench: only {taken:,} addresses came in")
            own = own or figures
            rows.append([label, *figures])
        if shutil.which("ogr2ogr"):
            plain = self.path("addresses-ogr.sqlite")
            rows.append(["ogr2ogr: into SpatiaLite, nothing looked up", *measure_process(
                ["ogr2ogr", "-q", "-f", "SQLite", "-dsco", "SPATIALITE=YES", "-gt", "65536", "-a_srs", "EPSG:4490",
                 "-oo", "X_POSSIBLE_NAMES=经度", "-oo", "Y_POSSIBLE_NAMES=纬度", plain, lists["elements"]], 1)])
        table(
            f"{n:,} addresses from CSV into a county with {base:,}, whole processes, seconds. Yutu looks up units and "
            "bases, checks\nnumbers, points and doubles, composes the texts, writes the journal and all indexes, the "
            "search's too.",
            ["program", "CPU", "wall", "MB", "CPU/Yutu"],
            [[label, f"{cpu:.1f}", f"{wall:.1f}", f"{memory:.0f}", times(cpu, own[0])] for label, cpu, wall, memory in rows],
        )

    # ---- written addresses

    def address(self, addresses, n):
        """Lines as people write them against the library, and the peer's way to cut such lines."""
        progress(f"bench: standardising {n:,} lines")
        peer, lines, table_, out = (os.path.join(HERE, "address.py"), self.path("lines.txt"), self.path("lines.csv"),
                                    self.path("standard.csv"))
        run([PYTHON, peer, "lines", self.files[addresses], lines, str(n)])
        with open(lines, encoding="utf-8") as source, open(table_, "w", encoding="utf-8") as target:
            target.write("地址\n")
            target.writelines(source)
        with open(table_, "rb") as source:
            cpu, wall, memory = measure_process(
                [self.yutu, "address", "match", self.files[addresses], "--csv", "地址", "-o", out], 1, source=source,
                own=True)
        right = auto = resolved = 0
        with open(out, encoding="utf-8-sig", newline="") as found, open(f"{lines}.ids", encoding="utf-8") as ids:
            for row, wanted in zip(csv.DictReader(found), ids):
                is_right = row["id"] == wanted.strip()
                resolved += is_right
                auto += row["verdict"] == "auto"
                right += row["verdict"] == "auto" and is_right
        divisions = os.path.join(os.path.dirname(os.path.dirname(HERE)), "data", "rules", "divisions-cn.csv")
        cut_cpu, cut_wall, cut_memory = measure_process([PYTHON, peer, "cut", divisions, lines], 1)
        table(
            f"{n:,} written addresses standardised, whole processes. Yutu: cut into all elements, matched against a library of "
            f"{addresses:,},\nscored, written as a table; {auto:,} taken unseen, {100 * right / max(auto, 1):.3f} % of them right, "
            f"{100 * resolved / n:.2f} % of all resolved.\nThe peer: province, city and county by a dictionary, as cpca does it, in "
            "Python (cpca and libpostal are not in Debian).\nMB: but for the file that is mapped, "
            f"{os.path.getsize(self.files[addresses]) / 1e6:.0f} MB.",
            ["program", "CPU s", "wall s", "MB", "CPU/Yutu", "wall/Yutu"],
            [["Yutu", f"{cpu:.1f}", f"{wall:.1f}", f"{memory:.0f}", "", ""],
             ["dictionary of divisions", f"{cut_cpu:.1f}", f"{cut_wall:.1f}", f"{cut_memory:.0f}", times(cut_cpu, cpu),
              times(cut_wall, wall)]],
        )
        for name in (lines, f"{lines}.ids", table_, out):
            os.remove(name)

    def quality(self, addresses):
        """The check of all addresses, by the rules of each kind."""
        progress(f"bench: checking {addresses:,} addresses")
        quality = ("incomplete base-ended twice side order far numbers characters unit-ended scattered building "
                   "unchecked").split()
        rows = []
        for label, rules in (
            ("elements, days, doubles, order, distances, characters (Q1, Q2, Q5–Q14)",
             ",".join(f"address-{rule}" for rule in quality)),
            ("every point inside of its village, exactly (Q3)", "address-place"),
            ("every text rebuilt from its elements (Q4)", "address-text"),
        ):
            figures = measure_process([self.yutu, "check", self.files[addresses], "--only", rules], 1)
            rows.append([label, f"{figures[0]:.1f}", f"{figures[1]:.1f}", f"{figures[2]:.0f}"])
        table(f"The quality of {addresses:,} addresses, whole processes, seconds", ["rules", "CPU", "wall", "MB"], rows)

    # ---- dragging a vertex

    def edit(self, addresses):
        progress("bench: dragging vertices")
        copy = self.path("edited.yutu")
        shutil.copyfile(self.files[addresses], copy)
        out = run([self.tool("bench-edit"), copy])
        lines = {line["name"]: sorted(line["figures"]) for line in map(json.loads, out.splitlines())}
        table(
            "A vertex of a line of 100,000 vertices between two townships, ms (a commit waits for the disk)",
            ["step", "n", "wall p50", "wall p99", "CPU p50", "CPU p99"],
            [[label, len(lines[name]),
              *(ms(f(lines[key])) for key in (name, name + " cpu")
                for f in (statistics.median, lambda v: v[min(len(v) * 99 // 100, len(v) - 1)]))] for name, label in (
                ("open", "taking up the line with all around it"),
                ("preview", "where the pointer is: allowed or why not, length, areas"),
                ("preview-snapped", "the same, snapped to vertices, lines and crossings of all that the map has"),
                ("commit", "let go: checked, journalled, durable, areas of both sides drawn"),
                ("undo", "undo of it"),
                ("redraw preview", "a stretch drawn anew: allowed or why not, lengths, areas"),
                ("redraw commit", "done: checked, journalled, durable, areas of both sides drawn"),
                ("cut preview", "a village cut along a drawn line: its parts with their areas"),
                ("county cut preview", "the same cut of the whole county, as it follows the pointer, on a worker"),
                ("county join", "all that it leaves as one shape, to be coloured, on a worker"),
                ("cut commit", "done: lines, owners and areas of the parts written, durable"))],
        )

    # ---- a division change order

    def act(self):
        progress("bench: abolishing a township")
        out = run([self.tool("bench-act"), self.path("act.yutu")])
        lines = {line["name"]: sorted(line["figures"]) for line in map(json.loads, out.splitlines())}
        table(
            "A township of 15 villages, 60,000 addresses and 20,000 cases abolished, s (commits wait for the disk)",
            ["step", "n", "wall p50", "wall max", "CPU p50"],
            [[label, len(lines[name]), f"{statistics.median(lines[name]):.2f}", f"{lines[name][-1]:.2f}",
              f"{statistics.median(lines[name + ' cpu']):.2f}"] for name, label in (
                ("plan", "planned: everything told, nothing changed"),
                ("apply", "carried out: units, codes, addresses, facilities, cases; one entry"),
                ("undo", "taken back"))],
        )

    # ---- snapping

    def snap(self):
        progress("bench: snapping")
        lines = {line["name"]: sorted(line["figures"])
                 for line in map(json.loads, run([self.tool("bench-snap")]).splitlines())}
        table(
            f"Snapping among {int(lines['vertices'][0]):,} vertices, CPU ms",
            ["step", "n", "p50", "p99"],
            [[label, len(lines[name]), ms(statistics.median(lines[name])),
              ms(lines[name][min(len(lines[name]) * 99 // 100, len(lines[name]) - 1)])] for name, label in (
                ("build", "the index, of lines that are read"),
                ("near", "what is meant within 5 m: vertices, crossings, lines, right angles"),
                ("far", "within 200 m"),
                ("trace", "along lines from one to the fortieth from it, all ways"))],
        )

    # ---- a raw layer with faults

    def faults(self):
        """Yutu, GEOS and QGIS on one layer; GEOS is there always, as a library of Yutu's own."""
        progress("bench: 500 faults in 81,000 polygons")
        layer, planted, target = self.path("faults.geojson"), self.path("faults.csv"), self.path("faults.yutu")
        run([self.yutu, "new", target])
        tool = self.tool("bench-faults")
        own = [json.loads(run([tool, target, "285", "500", layer, planted])) for _ in range(5)]
        own = min(own, key=lambda line: line["wall"])
        peers = [("GEOS", [self.tool("bench-geos"), "285", "500"])]
        if "qgis" in self.peers:
            peers.append(("QGIS", [PYTHON, os.path.join(HERE, "validity.py"), layer, planted]))
        labels = (("valid", "is each polygon valid"), ("overlaps", "what is covered twice"),
                  ("gaps", "what is left open"), ("all", "all of it"))
        rows = [["Yutu: noded exactly, every gap, overlap and doubled vertex with its place", own["found"],
                 own["planted"] - own["found"], own["invented"], f"{own['cpu']:.2f}", f"{own['wall']:.2f}", "", ""]]
        for peer, command in peers:
            progress(f"bench: {peer} checks them")
            lines = {line["name"]: line for line in map(json.loads, run(command, stderr=subprocess.DEVNULL).splitlines())}
            for name, label in labels:
                line = lines[name]
                rows.append([f"{peer}: {label}", line["found"], own["planted"] - line["found"] if name == "all" else "",
                             line["invented"], f"{line['cpu']:.2f}", f"{line['wall']:.2f}",
                             times(line["cpu"], own["cpu"]), times(line["wall"], own["wall"])])
        table(
            f"A raw layer of {own['polygons']:,} polygons, {own['vertices']:,} vertices, {own['planted']} faults"
            " from 0.2 mm up, read already: seconds\n(found: by the lines of a peer one after another)",
            ["check", "found", "missed", "invented", "CPU", "wall", "CPU/Yutu", "wall/Yutu"], rows,
        )

    # ---- the window

    def window(self, sizes):
        tool = os.path.join(self.build, "tests", "gui", "map-bench")
        if not os.path.exists(tool) or not shutil.which("xvfb-run"):
            print("\nThe window is not measured: map-bench is not built, or xvfb-run is missing.")
            return
        environment = dict(os.environ, GSK_RENDERER="cairo", GDK_BACKEND="x11", GTK_A11Y="none",
                           GSETTINGS_BACKEND="memory", LIBGL_ALWAYS_SOFTWARE="1")
        print("\nThe map widget at 1920×1080 under Xvfb, cairo renderer (whole process, workers too)")
        for addresses in sizes:
            progress(f"bench: the window with {addresses:,} addresses")
            out = run(["xvfb-run", "-a", "-s", "-screen 0 1920x1080x24", "dbus-run-session", "--",
                       tool, self.files[addresses]], env=environment, stderr=subprocess.DEVNULL)
            print(f"  {addresses:,} addresses")
            lines = [line for line in out.splitlines() if not line.startswith("#")]
            print("".join(f"    {line}\n" for line in lines), end="", flush=True)

    def coverage(self, addresses):
        tool = os.path.join(self.build, "tests", "gui", "coverage-bench")
        if not os.path.exists(tool) or not shutil.which("xvfb-run"):
            print("\nThe indicators are not measured: coverage-bench is not built, or xvfb-run is missing.")
            return
        environment = dict(os.environ, GSK_RENDERER="cairo", GDK_BACKEND="x11", GTK_A11Y="none",
                           GSETTINGS_BACKEND="memory", LIBGL_ALWAYS_SOFTWARE="1")
        print(f"\nThe coverage workspace at 1920×1080 with {addresses:,} addresses (wall time)")
        progress("bench: from indicator to indicator")
        out = run(["xvfb-run", "-a", "-s", "-screen 0 1920x1080x24", "dbus-run-session", "--",
                   tool, self.files[addresses]], env=environment, stderr=subprocess.DEVNULL)
        print("".join(f"  {line}\n" for line in out.splitlines() if not line.startswith("#")), end="",
              flush=True)

    # ---- indicators

    def indicators(self, addresses, cases):
        progress(f"bench: {cases:,} cases")
        file = self.path("cases.yutu")
        count = load_module("cases").grow(self.files[addresses], file, cases)
        progress("bench: counting the indicators")
        rows = []
        for line in run([self.tool("bench-coverage"), file]).splitlines():
            figure = json.loads(line)
            rows.append((statistics.median(figure["figures"]), max(figure["figures"]), figure["name"], figure["found"]))
        rows.sort(reverse=True)
        os.remove(file)
        table(
            f"Counting an indicator for every unit of its finest level, {addresses:,} addresses, {count:,} cases (CPU)\n"
            f"The twelve slowest of {len(rows)}; the median of all {ms(statistics.median(r[0] for r in rows))} ms, the "
            f"greatest {ms(rows[0][0])} ms.",
            ["indicator", "units", "median ms", "max ms"],
            [(name, found, ms(median), ms(most)) for median, most, name, found in rows[:12]],
        )

    def form(self):
        tool = os.path.join(self.build, "tests", "gui", "form-bench")
        if not os.path.exists(tool) or not shutil.which("xvfb-run"):
            return
        environment = dict(os.environ, GSK_RENDERER="cairo", GDK_BACKEND="x11", GTK_A11Y="none",
                           GSETTINGS_BACKEND="memory", LIBGL_ALWAYS_SOFTWARE="1")
        print("\nThe largest form, from its fields to the picture (wall time, under Xvfb)")
        out = run(["xvfb-run", "-a", "-s", "-screen 0 1280x800x24", "dbus-run-session", "--", tool],
                  env=environment, stderr=subprocess.DEVNULL)
        lines = [line for line in out.splitlines() if not line.startswith("#")]
        print("".join(f"  {line}\n" for line in lines), end="", flush=True)


    # ---- registers

    def registers(self, addresses, facilities):
        """In and out: a register of many facilities, made from those of the demo county."""
        progress(f"bench: {facilities:,} facilities in and out")
        file = self.path("registers.yutu")
        kind = "elderly.village-centre"
        few, many = self.path("few.csv"), self.path("many.csv")
        shutil.copy(self.files[addresses], file)
        run([self.yutu, "export", file, kind, "-o", few, "--headers", "id"])
        with open(few, encoding="utf-8-sig", newline="") as source:
            rows = list(csv.DictReader(source))
        # Where they lie is told by their points, and nobody of them is a person to be known.
        gone = {"id", "township", "village", "address", "manager", "phone"}
        with open(many, "w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, [name for name in rows[0] if name not in gone], extrasaction="ignore")
            writer.writeheader()
            for i in range(facilities):
                row = rows[i % len(rows)]
                writer.writerow({**row, "name": f"{row['name']}{i}"})
        found = []
        for what, arguments in (
            ("import --dry-run, CSV", ["import", file, many, "--as", kind, "--dry-run"]),
            ("import, CSV", ["import", file, many, "--as", kind]),
            ("export, CSV", ["export", file, kind, "-o", self.path("out.csv")]),
            ("export, XLSX", ["export", file, kind, "-o", self.path("out.xlsx")]),
            ("export, GeoPackage", ["export", file, kind, "-o", self.path("out.gpkg")]),
            ("import of that export, CSV", ["import", file, self.path("out.csv"), "--as", kind, "--dry-run"]),
        ):
            cpu, wall, memory = measure_process([self.yutu, *arguments], 1)
            found.append((what, f"{cpu:.1f}", f"{wall:.1f}", f"{memory:.0f}"))
        os.remove(file)
        table(
            f"{facilities:,} facilities with {len(rows[0])} columns in and out (whole processes)",
            ["", "CPU s", "wall s", "MB"],
            found,
        )

    # ---- time

    def time(self):
        progress("bench: a county with 5,000 acts over 200 years")
        file = self.path("time.yutu")
        lines = map(json.loads, run([self.tool("bench-time"), file]).splitlines())
        rows = []
        for line in lines:
            values = sorted(line["figures"])
            rows.append([line["name"], len(values), ms(statistics.median(values)),
                         ms(values[min(len(values) * 99 // 100, len(values) - 1)])])
        table("A county of 2,500 villages with 5,000 acts over 200 years, processor ms; every answer held "
              "against a naive copy", ["question", "n", "p50", "p99"], rows)
        os.remove(file)

    # ---- lists

    def lists(self, addresses, cases):
        progress(f"bench: {cases:,} cases and their sums")
        file = self.path("lists.yutu")
        count = load_module("cases").grow(self.files[addresses], file, cases, with_sums=True)
        progress("bench: listing them")
        lines = {line["name"]: line for line in map(json.loads, run([self.tool("bench-lists"), file]).splitlines())}
        labels = (
            ("counts", "a unit is clicked: chain, facts, counts of all modules"),
            ("board county", "due board of the county, by module and township"),
            ("board unit", "due board of a unit of any level"),
            ("board past", "due board of the county, a hundred days ago"),
            ("list open", "a list opens: all open cases"),
            ("list all", "a list opens: all cases"),
            ("list module", "a list opens: open cases of a module"),
            ("list overdue", "a list opens: overdue"),
            ("list overdue module", "a list opens: overdue, of a module"),
            ("list text", "a list opens: a text in number or title"),
            ("ids", "the order of all rows"), ("page", "256 rows anywhere"),
            ("sort due", "order by due day"), ("sort opened", "order by opening"), ("sort number", "order by number"),
            ("sort title", "order by title"), ("sort state", "order by state"), ("sort kind", "order by kind"),
            ("sort officer", "order by officer"), ("sort place", "order by place"), ("marks", "marks of the open ones"))
        rows = []
        for name, label in labels:
            values = sorted(lines[name]["figures"])
            rows.append([label, f"{lines[name]['found']:,}", len(values), ms(statistics.median(values)),
                         ms(values[min(len(values) * 99 // 100, len(values) - 1)])])
        table(f"The tables below the map, {count:,} cases, wall ms", ["question", "rows", "n", "p50", "p99"], rows)
        tool = os.path.join(self.build, "tests", "gui", "drawer-bench")
        if os.path.exists(tool) and shutil.which("xvfb-run"):
            environment = dict(os.environ, GSK_RENDERER="cairo", GDK_BACKEND="x11", GTK_A11Y="none",
                               GSETTINGS_BACKEND="memory", LIBGL_ALWAYS_SOFTWARE="1")
            print(f"\nThe lists of the drawer and of the right pane on a display, until they are drawn, {count:,} cases (wall)")
            print(run(["xvfb-run", "-a", "-s", "-screen 0 1920x1080x24", "dbus-run-session", "--", tool, file],
                      env=environment, stderr=subprocess.DEVNULL), end="", flush=True)
        os.remove(file)


def load_module(name):
    """A Python file beside this one."""
    spec = importlib.util.spec_from_file_location(name, os.path.join(HERE, f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main():
    build = os.path.abspath(sys.argv[1])
    sizes = [BASE, 1_000_000] + ([10_000_000] if "--long" in sys.argv[2:] else [])
    only = sys.argv[sys.argv.index("--only") + 1].split(",") if "--only" in sys.argv[2:] else None
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    folder = os.environ.get("YUTU_BENCH_FOLDER") or tempfile.mkdtemp(prefix="yutu-bench-")
    os.makedirs(folder, exist_ok=True)
    try:
        bench = Bench(build, folder)
        missing = [PEERS[peer][1] for peer in PEERS if peer not in bench.peers]
        if missing:
            print(f"Not installed, not measured: {', '.join(missing)} (./dev bench --peers installs them).")
        rows = [bench.make(addresses) for addresses in sizes]
        table("Making the demo county (yutu new --demo)", ["addresses", "CPU s", "wall s", "MB", "file MB"], rows)
        for name, part in (
            ("draw", lambda: bench.draw(sizes)),
            ("start", lambda: bench.starts(sizes[:2])),
            ("ask", lambda: bench.ask(sizes[1])),
            ("search", lambda: [bench.search(addresses, 100_000) for addresses in sizes[1:]]),
            ("names", lambda: bench.names(sizes[0], 50_000)),
            ("boundaries", lambda: bench.boundaries(sizes[0])),
            ("import", lambda: bench.addresses(sizes[0], 1_000_000)),
            ("quality", lambda: bench.quality(sizes[1])),
            ("address", lambda: bench.address(sizes[1], 1_000_000)),
            ("edit", lambda: bench.edit(sizes[0])),
            ("act", bench.act),
            ("snap", bench.snap),
            ("faults", bench.faults),
            ("time", bench.time),
            ("indicators", lambda: bench.indicators(sizes[1], 1_000_000)),
            ("registers", lambda: bench.registers(sizes[0], 100_000)),
            ("lists", lambda: bench.lists(sizes[1], 1_000_000)),
            ("window", lambda: bench.window(sizes[1:])),
            ("form", bench.form),
            ("coverage", lambda: bench.coverage(sizes[0])),
        ):
            if only is None or name in only:
                part()
    finally:
        if not os.environ.get("YUTU_BENCH_FOLDER"):
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
