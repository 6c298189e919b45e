package importers

import "strings"

// pythonList reads ['a', "b's", None] as Python prints it; None is "".
func pythonList(text string) ([]string, bool) {
	text = strings.TrimSpace(text)
	if len(text) < 2 || text[0] != '[' || text[len(text)-1] != ']' {
		return nil, false
	}
	rest := strings.TrimSpace(text[1 : len(text)-1])
	var all []string
	for rest != "" {
		item, after, ok := pythonItem(rest)
		if !ok {
			return nil, false
		}
		all = append(all, item)
		if after == "" {
			break
		}
		if after[0] != ',' {
			return nil, false
		}
		rest = strings.TrimSpace(after[1:])
	}
	return all, true
}

func pythonItem(text string) (item, after string, ok bool) {
	quote := text[0]
	if quote != '\'' && quote != '"' {
		end := strings.IndexByte(text, ',')
		if end < 0 {
			end = len(text)
		}
		item = strings.TrimSpace(text[:end])
		if item == "None" {
			item = ""
		}
		return item, text[end:], true
	}
	var b strings.Builder
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case c == quote:
			return b.String(), strings.TrimSpace(text[i+1:]), true
		case c == '\\' && i+1 < len(text):
			i++
			switch text[i] {
			case 'n':
				b.WriteByte('\n')
			case 't':
				b.WriteByte('\t')
			default:
				b.WriteByte(text[i])
			}
		default:
			b.WriteByte(c)
		}
	}
	return "", "", false
}
