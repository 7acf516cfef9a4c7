"""Small files of maps, all made up, and what they say in the shortest form."""

from ciwidgets.formats.maps import MapFile, ReadMap, read_maps_bytes


def read(content, name="map.csv", **more) -> MapFile:
    """Read a text or bytes as a file of maps."""
    data = content if isinstance(content, bytes) else content.encode()
    return read_maps_bytes(name, data, **more)


def only(content, name="map.csv", **more) -> ReadMap:
    """Read the one map of a file."""
    (one,) = read(content, name, **more).maps
    return one


def links(one) -> dict:
    """Return the strengths by the labels of their ends."""
    labels = {word.id: word.label for word in one.words}
    return {(labels[each.source], labels[each.target]): each.weight for each in one.links}


def labels(one) -> list[str]:
    """Return the words as they are called."""
    return [word.label for word in one.words]


def mmp(concepts, *, root="mentalmodeler ", more="") -> str:
    """Return a Mental Modeler file: (id, name, ((target, influence), ...)) of each concept."""
    parts = []
    for word_id, name, targets in concepts:
        inner = "".join(
            f"<relationship ><id ><![CDATA[{target}]]></id><influence >{influence}</influence>"
            "</relationship>"
            for target, influence in targets
        )
        parts.append(
            f"<concept ><id ><![CDATA[{word_id}]]></id><name ><![CDATA[{name}]]></name>"
            f"<relationships >{inner}</relationships></concept>"
        )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}>'
        f"<info ><name ><![CDATA[]]></name><version ><![CDATA[]]></version></info>"
        f"<concepts >{''.join(parts)}</concepts>{more}</{root.strip()}>"
    )


def xls(**sheets) -> bytes:
    """Return rows as an old workbook, by the title of each sheet."""
    import io

    import xlwt

    book = xlwt.Workbook()
    for title, rows in sheets.items():
        sheet = book.add_sheet(title)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell is not None:
                    sheet.write(row, column, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
