package importers

import (
	"bytes"
	"encoding/binary"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf16"
)

// strangeDatabase tells a database of another program from a workspace.
func strangeDatabase(head []byte) (what, do string) {
	const workspace = 0x56414E45
	if len(head) >= 72 && binary.BigEndian.Uint32(head[68:]) == workspace {
		return "", ""
	}
	return "a SQLite database of another program", doExport
}

const oldSpreadsheet = "an old spreadsheet (.xls)"

// offices are documents of an old Office by a stream in them, the first that is there.
var offices = []struct{ holds, what, do string }{
	{"EncryptedPackage", "a spreadsheet or document with a password", "open it, and save it without the password or export the table as CSV"},
	{"Workbook", oldSpreadsheet, doSave},
	{"Book", oldSpreadsheet, doSave},
	{"WordDocument", "an old Word document (.doc)", doArticle},
	{"PowerPoint Document", "an old presentation (.ppt)", doArticle},
	{"__properties_version1.0", "an e-mail of Outlook (.msg)", doMail},
}

// strangeOffice tells what a compound file is by the names of its streams, which are
// in UTF-16.
func strangeOffice(head []byte) (what, do string) {
	for _, o := range offices {
		var name []byte
		for _, u := range utf16.Encode([]rune(o.holds + "\x00")) {
			name = binary.LittleEndian.AppendUint16(name, u)
		}
		if bytes.Contains(head, name) {
			return o.what, o.do
		}
	}
	return "a document of an old Office (.doc, .xls or .ppt)", doSave
}

// isTar reports whether a file is a tar archive.
func isTar(head []byte) bool { return len(head) > 262 && string(head[257:262]) == "ustar" }

// documents are archives that are one document, by a name in them.
var documents = []struct{ holds, what, do string }{
	{"word/", "a Word document", doArticle},
	{"ppt/", "a presentation", doArticle},
	{"xl/workbook.bin", "a binary spreadsheet (.xlsb)", doSave},
	{"content.opf", "an e-book", doArticle},
	{"Index/Document.iwa", "a document of Numbers, Pages or Keynote", doExport},
}

// openDocuments are kinds of OpenDocument files by their media types.
var openDocuments = []struct{ media, what, do string }{
	{"application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet (.ods)", doSave},
	{"application/vnd.oasis.opendocument.text", "an OpenDocument text (.odt)", doArticle},
	{"application/vnd.oasis.opendocument.presentation", "an OpenDocument presentation (.odp)", doArticle},
	{"application/epub+zip", "an e-book", doArticle},
}

// strangeZip tells what an archive holds by the names at the start of its files;
// nothing if there is a table among them.
func strangeZip(head []byte) (what, do string) {
	for _, o := range openDocuments {
		if first := head[:min(len(head), 200)]; bytes.Contains(first, []byte("mimetype"+o.media)) {
			return o.what, o.do
		}
	}
	var names []string
	for rest := head; len(rest) > 30; {
		if rest[6]&1 != 0 {
			return "an archive with a password", doUnpack
		}
		n := int(binary.LittleEndian.Uint16(rest[26:]))
		if name := string(rest[30:min(30+n, len(rest))]); name != "" && !strings.HasSuffix(name, "/") {
			names = append(names, name)
		}
		next := bytes.Index(rest[4:], []byte("PK\x03\x04"))
		if next < 0 {
			break
		}
		rest = rest[4+next:]
	}
	for _, name := range names {
		for _, d := range documents {
			if strings.HasPrefix(name, d.holds) || strings.HasSuffix(name, d.holds) {
				return d.what, d.do
			}
		}
		if name == "xl/workbook.xml" || slices.Contains([]string{".csv", ".tsv", ".xlsx"}, strings.ToLower(filepath.Ext(name))) {
			return "", ""
		}
	}
	return "an archive without tables (" + listed(names) + ")", "give the table itself"
}
