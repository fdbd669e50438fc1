"""The look: a calm theme of our own, in light and dark, with the fonts that the system has."""

from __future__ import annotations

import gradio as gr
from gradio.themes.utils import colors, sizes

_PETROL = colors.Color(
    name="petrol", c50="#eef6f6", c100="#d8eaeb", c200="#b4d5d8", c300="#85b9be", c400="#4f979f",
    c500="#2b7a84", c600="#17626d", c700="#124f58", c800="#113f47", c900="#10343b", c950="#0a2329",
)  # fmt: skip
_STONE = colors.Color(
    name="stone", c50="#fbfaf8", c100="#f4f2ee", c200="#e6e3dc", c300="#d2cec5", c400="#a5a096",
    c500="#6e6a62", c600="#565249", c700="#3d3a34", c800="#262521", c900="#1b1a18", c950="#131211",
)  # fmt: skip
_FONTS = (
    "system-ui",
    "-apple-system",
    "Segoe UI",
    "Roboto",
    "Noto Sans",
    "Liberation Sans",
    "Arial",
    "sans-serif",
)
_MONO = ("ui-monospace", "Consolas", "Liberation Mono", "monospace")


class WoordhouderTheme(gr.themes.Base):
    """Petrol on paper: one accent, thin lines, no shadows. All text meets WCAG AA on its ground."""

    def __init__(self) -> None:
        super().__init__(
            primary_hue=_PETROL,
            secondary_hue=_PETROL,
            neutral_hue=_STONE,
            text_size=sizes.text_md,
            spacing_size=sizes.spacing_md,
            radius_size=sizes.radius_md,
            font=_FONTS,
            font_mono=_MONO,
        )
        self.name = "woordhouder"
        self._surfaces()
        self._inputs()
        self._buttons()

    def _surfaces(self) -> None:
        self.set(
            body_background_fill="*neutral_50",
            body_background_fill_dark="#171a1c",
            body_text_color="#23211d",
            body_text_color_dark="#e8e6e1",
            body_text_color_subdued="#5d594f",
            body_text_color_subdued_dark="#b0aca3",
            background_fill_primary="white",
            background_fill_primary_dark="#1f2326",
            background_fill_secondary="*neutral_100",
            background_fill_secondary_dark="#262b2e",
            border_color_primary="*neutral_200",
            border_color_primary_dark="#3a4044",
            border_color_accent="*primary_600",
            border_color_accent_dark="*primary_400",
            color_accent="*primary_600",
            color_accent_soft="*primary_50",
            color_accent_soft_dark="#17343a",
            block_background_fill="transparent",
            block_background_fill_dark="transparent",
            block_border_width="0px",
            block_border_width_dark="0px",
            block_padding="0px",
            block_shadow="none",
            block_label_background_fill="transparent",
            block_label_background_fill_dark="transparent",
            block_label_text_color="*body_text_color",
            block_title_text_color="*body_text_color",
            block_title_text_color_dark="*body_text_color",
            block_title_text_weight="600",
            block_title_text_size="0.875rem",
            block_info_text_color="*body_text_color_subdued",
            panel_border_width="0px",
            panel_background_fill="transparent",
            panel_background_fill_dark="transparent",
            link_text_color="*primary_700",
            link_text_color_dark="*primary_300",
            link_text_color_hover="*primary_800",
            link_text_color_hover_dark="*primary_200",
            shadow_drop="none",
            shadow_drop_lg="none",
            layout_gap="1rem",
            form_gap_width="0px",
        )

    def _inputs(self) -> None:
        self.set(
            input_background_fill="white",
            input_background_fill_dark="#171a1c",
            input_border_color="#8b867b",
            input_border_color_dark="#767c80",
            input_border_color_focus="*primary_600",
            input_border_color_focus_dark="*primary_300",
            input_border_width="1px",
            input_shadow="none",
            input_shadow_focus="none",
            input_placeholder_color="#6e6a62",
            input_placeholder_color_dark="#a5a096",
            checkbox_border_color="#8b867b",
            checkbox_border_color_dark="#8b8f92",
            checkbox_background_color_selected="*primary_600",
            checkbox_background_color_selected_dark="*primary_500",
            checkbox_label_background_fill="transparent",
            checkbox_label_background_fill_dark="transparent",
            checkbox_label_background_fill_selected="transparent",
            checkbox_label_background_fill_selected_dark="transparent",
            checkbox_label_text_color_selected="*body_text_color",
            checkbox_label_border_width="0px",
            checkbox_label_padding="0.2rem 0",
        )

    def _buttons(self) -> None:
        self.set(
            button_primary_background_fill="*primary_600",
            button_primary_background_fill_dark="*primary_500",
            button_primary_background_fill_hover="*primary_700",
            button_primary_background_fill_hover_dark="*primary_600",
            button_primary_text_color="white",
            button_primary_text_color_dark="white",
            button_primary_border_color="transparent",
            button_secondary_background_fill="white",
            button_secondary_background_fill_dark="#262b2e",
            button_secondary_background_fill_hover="*primary_50",
            button_secondary_background_fill_hover_dark="#2f3539",
            button_secondary_border_color="*neutral_300",
            button_secondary_border_color_dark="#4a5054",
            button_secondary_text_color="*body_text_color",
            button_secondary_text_color_dark="*body_text_color",
            button_border_width="1px",
            button_large_text_weight="600",
            button_large_text_size="1rem",
            button_large_padding="0.6rem 1.1rem",
            button_small_text_size="0.9rem",
            button_small_padding="0.4rem 0.8rem",
        )
