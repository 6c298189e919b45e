package assets

import _ "embed"

// Sample is the forecast file of the sample workspace: four invented call
// signs on Northeast Asia from February 2024 on. The program in sample/ makes
// it.
//
//go:generate go run -tags migrated_fynedo,sqlite_fts5 ./sample -o sample.forecasts
//go:embed sample.forecasts
var Sample []byte
