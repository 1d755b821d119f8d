"""The chat page. `page.py` is the only file that imports gradio, so import it when it is needed."""
