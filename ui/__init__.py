"""The only shared Streamlit code: frame, menu, access, choices and the server's edge."""
