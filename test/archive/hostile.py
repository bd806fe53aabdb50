"""Archives by another writer than ours, each for one thing that the reader has to know. Usage: hostile.py FOLDER"""
import io
import os
import stat
import sys
import warnings
import zipfile

folder = sys.argv[1]
warnings.simplefilter('ignore')


def like_ours(name, attributes=(stat.S_IFREG | 0o600) << 16, method=zipfile.ZIP_STORED):
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.create_system = 3
    info.external_attr = attributes
    info.compress_type = method
    return info


def make(case, files, **options):
    with zipfile.ZipFile(os.path.join(folder, case + '.zip'), 'w', **options) as made:
        for info, content in files:
            made.writestr(info, content)
        return made


text = b'{"a":1}' * 100
make('like-ours', [(like_ours('a.png'), b'\x89PNG'), (like_ours('b.json'), text), (like_ours('c.txt'), b'')])
make('deflated', [(like_ours('b.json', method=zipfile.ZIP_DEFLATED), text)])
make('usual', [('a.json', text)], compression=zipfile.ZIP_DEFLATED)
make('empty', [])
for case, name in {
    'absolute': '/etc/passwd',
    'parent': '../a.json',
    'deep-parent': 'a/../../b.json',
    'folder': 'folder/a.json',
    'backslash': '..\\a.json',
    'drive': 'c:a.json',
    'stream': 'a.json:b',
    'upper-case': 'A.json',
    'device': 'nul.json',
    'port': 'com1',
    'dot-at-end': 'a.json.',
    'hidden': '.bashrc',
    'long': 'a' * 101,
    'huge': 'a' * 65_535,
    'space': 'a b.json',
    'escape': 'a\x1b[2J.json',
}.items():
    info = like_ours('a.json')
    info.filename = name
    make('name-' + case, [(info, text)])
nul = like_ours('a.json')
nul.filename = 'a.json\0.png'
make('name-nul', [(nul, text)])
make('unicode', [(like_ours('\u7db2.json'), text)])
make('twice', [(like_ours('a.json'), text), (like_ours('a.json'), text)])
make('case-only', [(like_ours('a.json'), text), (like_ours('A.JSON'), text)])
make('link', [(like_ours('a.json', (stat.S_IFLNK | 0o777) << 16), b'/etc/passwd')])
make('set-uid', [(like_ours('a.json', (stat.S_IFREG | 0o4755) << 16), text)])
make('directory', [(like_ours('a', (stat.S_IFDIR | 0o755) << 16 | 0x10), b'')])
make('bzip2', [(like_ours('a.json', method=zipfile.ZIP_BZIP2), text)])
make('lzma', [(like_ours('a.json', method=zipfile.ZIP_LZMA), text)])
make('many', [(like_ours('f%d.txt' % number), b'') for number in range(100_000)])
make('many-65535', [(like_ours('f%d.txt' % number), b'') for number in range(65_535)])
make('many-201', [(like_ours('f%d.txt' % number), b'') for number in range(201)])
make('many-200', [(like_ours('f%d.txt' % number), b'') for number in range(200)])
commented = like_ours('a.json')
commented.comment = b'hello'
make('file-comment', [(commented, text)])
extra = like_ours('a.json')
extra.extra = b'\xfe\xca\x04\x00abcd'
make('extra', [(extra, text)])
later = like_ours('a.json')
later.date_time = (2026, 11, 22, 8, 5, 1)
make('time', [(later, text)])
with zipfile.ZipFile(os.path.join(folder, 'comment.zip'), 'w') as made:
    made.writestr(like_ours('a.json'), text)
    made.comment = b'hello'
with zipfile.ZipFile(os.path.join(folder, 'zip64.zip'), 'w') as made:
    with made.open(like_ours('a.json'), 'w', force_zip64=True) as file:
        file.write(text)


class Unseekable(io.RawIOBase):
    """A pipe: the writer can't go back, and puts a data descriptor behind the file."""

    def __init__(self, out):
        self.out = out

    def writable(self):
        return True

    def write(self, piece):
        return self.out.write(piece)


with open(os.path.join(folder, 'descriptor.zip'), 'wb') as out, zipfile.ZipFile(Unseekable(out), 'w') as made:
    made.writestr(like_ours('a.json'), text)
# As self-extracting programs are made: with offsets that count the prefix, and with offsets that don't.
with open(os.path.join(folder, 'prefix.zip'), 'wb') as out:
    out.write(b'#!/bin/sh\n')
with zipfile.ZipFile(os.path.join(folder, 'prefix.zip'), 'a') as made:
    made.writestr(like_ours('a.json'), text)
with open(os.path.join(folder, 'like-ours.zip'), 'rb') as ours:
    plain = ours.read()
with open(os.path.join(folder, 'prefix-unknown.zip'), 'wb') as out:
    out.write(b'#!/bin/sh\n' + plain)
with open(os.path.join(folder, 'trailing.zip'), 'wb') as out:
    out.write(plain + b'\0')
# Bit 0 of the flags, in the directory and in the header.
with open(os.path.join(folder, 'encrypted.zip'), 'wb') as out:
    flagged = bytearray(plain)
    flagged[6] |= 1
    flagged[plain.index(b'PK\x01\x02') + 8] |= 1
    out.write(flagged)
