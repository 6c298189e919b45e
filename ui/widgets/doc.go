// Package widgets holds the pieces that pages are made of. Each keeps its
// state itself and its picture in its renderer, takes its colours from
// ui/theme whenever it is refreshed, and knows nothing of forecasting: it is
// given words, numbers and functions to call.
//
// Sizes are the measures' own, so pages place pieces with VBox, HBox, Pad,
// Sized and Arrange, whose gaps are exact and take nothing from Fyne's theme.
package widgets
